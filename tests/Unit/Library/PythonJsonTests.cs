using System.Globalization;
using System.Numerics;

namespace S3Contract.Tests.Unit.Library;

public sealed class PythonJsonTests
{
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\uFEFF1", Description = "a byte order mark")]
    [TestCase("\u00A01", Description = "a blank that JSON does not know")]
    [TestCase("01")]
    [TestCase("1.")]
    [TestCase(".5")]
    [TestCase("+1")]
    [TestCase("-")]
    [TestCase("-NaN")]
    [TestCase("1e")]
    [TestCase("nan")]
    [TestCase("[1,]")]
    [TestCase("[1")]
    [TestCase("{\"a\":1,}")]
    [TestCase("{\"a\"}")]
    [TestCase("{a:1}")]
    [TestCase("\"a")]
    [TestCase("\"\t\"")]
    [TestCase("\"\\x41\"")]
    [TestCase("\"\\u12g4\"")]
    [TestCase("\"\\u 123\"")]
    [TestCase("1 2")]
    [TestCase("tru")]
    [TestCase("\u0663")]
    public void What_Python_does_not_take_for_JSON_is_none(string text) =>
        Assert.That(PythonJsonReader.TryRead(text, out _), Is.False);

    [TestCase("NaN", ExpectedResult = "NaN")]
    [TestCase("-Infinity", ExpectedResult = "-Infinity")]
    [TestCase("1e400", ExpectedResult = "Infinity")]
    [TestCase("-0", ExpectedResult = "0")]
    [TestCase("-0.0", ExpectedResult = "-0.0")]
    [TestCase("1e5", ExpectedResult = "100000.0")]
    [TestCase("1E16", ExpectedResult = "1e+16")]
    [TestCase("123456789012345678.0", ExpectedResult = "1.2345678901234568e+17")]
    [TestCase("9007199254740993.0", ExpectedResult = "9007199254740992.0")]
    [TestCase("0.0001", ExpectedResult = "0.0001")]
    [TestCase("0.00001234", ExpectedResult = "1.234e-05")]
    [TestCase("5e-324", ExpectedResult = "5e-324")]
    [TestCase("1.7976931348623157e308", ExpectedResult = "1.7976931348623157e+308")]
    [TestCase("123456789012345678901234567890", ExpectedResult = "123456789012345678901234567890")]
    [TestCase(" [ 1 ,\t\"a\" , null,true ,false ] ", ExpectedResult = "[1, \"a\", null, true, false]")]
    [TestCase("{\"b\":1,\"a\":{},\"b\":[]}", ExpectedResult = "{\"b\": [], \"a\": {}}")]
    [TestCase("\"\\ud83d\\ude00 \\ud800 \\/\"", ExpectedResult = "\"\\ud83d\\ude00 \\ud800 /\"")]
    [TestCase("\"<>&'+\u007f\u00e9\\b\\f\\n\\r\\t\\u0001\"", ExpectedResult = "\"<>&'+\\u007f\\u00e9\\b\\f\\n\\r\\t\\u0001\"")]
    public string Text_is_read_and_written_as_in_Python(string text)
    {
        Assert.That(PythonJsonReader.TryRead(text, out S3Value value), Is.True);
        return PythonJsonWriter.Write(value);
    }

    [Test]
    public void Nesting_without_end_is_no_JSON_and_crashes_nothing()
    {
        Assert.That(PythonJsonReader.TryRead(new string('[', 1_000_000), out _), Is.False);
        Assert.That(PythonJsonReader.TryRead(Nested(PythonJsonReader.MaximumDepth), out S3Value deepest), Is.True);
        Assert.That(PythonJsonWriter.Write(deepest), Is.EqualTo(Nested(PythonJsonReader.MaximumDepth)));
        Assert.That(PythonJsonReader.TryRead(Nested(PythonJsonReader.MaximumDepth + 1), out _), Is.False);

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Test]
    public void A_number_of_more_digits_than_Python_reads_stays_text()
    {
        Assert.That(PythonJsonReader.TryRead(new string('9', 4_300), out S3Value longest), Is.True);
        Assert.That(longest.WholeNumber, Is.EqualTo(BigInteger.Pow(10, 4_300) - 1));
        Assert.That(PythonJsonReader.TryRead(new string('9', 4_301), out _), Is.False);
        Assert.That(PythonInteger.TryParse(new string('9', 4_301), out _), Is.False);
    }

    [TestCase(" 7 ", 7)]
    [TestCase("+7", 7)]
    [TestCase("-7", -7)]
    [TestCase("007", 7)]
    [TestCase("1_000", 1000)]
    [TestCase("\u0663", 3)]
    [TestCase("\uFF19", 9)]
    [TestCase("\U0001D7D7", 9)]
    [TestCase("\u00A07\u2003\v\f", 7)]
    [TestCase("-0", 0)]
    public void Whole_numbers_are_read_as_in_Python(string text, int expected)
    {
        Assert.That(PythonInteger.TryParse(text, out BigInteger value), Is.True);
        Assert.That(value, Is.EqualTo(new BigInteger(expected)));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("7.0")]
    [TestCase("1e3")]
    [TestCase("0x10")]
    [TestCase("+ 7")]
    [TestCase("--7")]
    [TestCase("1__0")]
    [TestCase("_1")]
    [TestCase("1_")]
    [TestCase("\u00B2", Description = "a superscript is no decimal digit")]
    [TestCase("7\0")]
    [TestCase("\u001C7")]
    [TestCase("\uFEFF7")]
    public void What_Pythons_int_refuses_is_no_whole_number(string text) =>
        Assert.That(PythonInteger.TryParse(text, out _), Is.False);

    [Test]
    public void A_float_is_written_with_the_shortest_digits()
    {
        Assert.That(PythonJsonWriter.Float(0.1), Is.EqualTo("0.1"));
        Assert.That(PythonJsonWriter.Float(1e15), Is.EqualTo("1000000000000000.0"));
        Assert.That(PythonJsonWriter.Float(1e22), Is.EqualTo("1e+22"));
        Assert.That(PythonJsonWriter.Float(-1.5e-7), Is.EqualTo("-1.5e-07"));
        Assert.That(PythonJsonWriter.Float(100), Is.EqualTo("100.0"));
        Assert.That(double.Parse(PythonJsonWriter.Float(Math.PI), CultureInfo.InvariantCulture), Is.EqualTo(Math.PI));
    }
}
