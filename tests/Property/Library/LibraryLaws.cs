using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Charms;

namespace S3Contract.Tests.Property.Library;

/// <summary>Laws of the library's parts, for values that nobody thought of.</summary>
public sealed class LibraryLaws
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Elements("", "a", "bucket", "data", "access-key", "\U0001F600", "\uFF21", "\u2028", "\"\\", "NaN", "1e400", "[1", "\u007f"),
        ArbMap.Default.GeneratorFor<string>().Select(text => WithoutLoneSurrogates(text ?? "")));

    private static readonly Gen<KeyValuePair<string, string>[]> s_pairs =
        (from key in s_text from value in s_text select new KeyValuePair<string, string>(key, value)).ArrayOf();

    private static readonly Gen<Databag> s_databags = s_pairs.Select(Databag.From);

    [Law]
    public FsCheck.Property A_databag_holds_the_last_value_of_each_key_and_none_that_is_empty() => Prop.ForAll(s_pairs.ToArbitrary(), pairs =>
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in pairs)
        {
            expected.Remove(key);
            if (value.Length > 0)
            {
                expected.Add(key, value);
            }
        }

        Assert.That(Databag.From(pairs), Is.EquivalentTo(expected));
    });

    [Law]
    public FsCheck.Property The_order_of_writing_does_not_show() => Prop.ForAll(s_databags.ToArbitrary(), databag =>
    {
        var again = Databag.From(databag.Reverse());
        Assert.That(again, Is.EqualTo(databag));
        Assert.That(again.GetHashCode(), Is.EqualTo(databag.GetHashCode()));
        Assert.That(again.Keys, Is.EqualTo(databag.Keys));
        Assert.That(
            databag.Keys, Is.EqualTo(databag.Keys.OrderBy(key => System.Text.Encoding.UTF8.GetBytes(key), ByteOrder)));
    });

    [Law]
    public FsCheck.Property What_is_written_as_JSON_is_read_back() => Prop.ForAll(Gen.Sized(Values).ToArbitrary(), value =>
    {
        string json = PythonJsonWriter.Write(value);
        Assert.That(json, Does.Match(@"^[\x20-\x7e]*$"));
        Assert.That(PythonJsonReader.TryRead(json, out S3Value again), Is.True);
        Assert.That(again, Is.EqualTo(value));
    });

    [Law]
    public FsCheck.Property What_other_JSON_writers_write_is_read() => Prop.ForAll(s_databags.ToArbitrary(), databag =>
    {
        string json = JsonSerializer.Serialize(databag.ToDictionary(StringComparer.Ordinal));
        Assert.That(PythonJsonReader.TryRead(json, out S3Value value), Is.True);
        Assert.That(
            Databag.From(value.Members!.Select(m => new KeyValuePair<string, string>(m.Key, m.Value.Text!))), Is.EqualTo(databag));
    });

    [Law(MaxTest = 1_000)]
    public FsCheck.Property No_text_crashes_the_readers() => Prop.ForAll(
        Gen.Elements("[", "]", "{", "}", "\"", "\\", "u", "d800", ":", ",", "-", "1", ".", "e", "N", "NaN", "Infinity", " ", "\0", "\u0663", "_", "+")
            .ArrayOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            bool read = PythonJsonReader.TryRead(text, out S3Value value);
            Assert.That(!read || PythonJsonReader.TryRead(PythonJsonWriter.Write(value), out _), Is.True);
            _ = PythonInteger.TryParse(text, out _);
        });

    [Law]
    public FsCheck.Property A_float_keeps_its_value() => Prop.ForAll(ArbMap.Default.ArbFor<double>(), number =>
    {
        Assert.That(PythonJsonReader.TryRead(PythonJsonWriter.Float(number), out S3Value value), Is.True);
        Assert.That(value.FloatingPoint, Is.EqualTo(number));
    });

    [Law]
    public FsCheck.Property A_difference_is_exact_and_found_once() => Prop.ForAll(
        (from before in s_databags from now in s_databags select (before, now)).ToArbitrary(),
        pair =>
        {
            var world = new DiffWorld { Remote = pair.before };
            _ = world.Diff();
            world.Remote = pair.now;
            DatabagDiff diff = world.Diff();
            Databag before = pair.before.With("data", "");
            Databag now = pair.now.With("data", "");

            Assert.That(diff.Added, Is.EqualTo(now.Keys.Where(key => !before.ContainsKey(key))));
            Assert.That(diff.Deleted, Is.EqualTo(before.Keys.Where(key => !now.ContainsKey(key))));
            Assert.That(diff.Changed, Is.EqualTo(now.Keys.Where(key => before.Get(key) is { } value && value != now[key])));
            DatabagDiff again = world.Diff();
            Assert.That((again.Added.Count, again.Changed.Count, again.Deleted.Count), Is.EqualTo((0, 0, 0)));
        });

    private static Comparer<byte[]> ByteOrder => Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private static Gen<S3Value> Values(int size)
    {
        Gen<S3Value> scalar = Gen.OneOf(
            s_text.Select(text => (S3Value)text),
            ArbMap.Default.GeneratorFor<double>().Select(number => (S3Value)number),
            ArbMap.Default.GeneratorFor<System.Numerics.BigInteger>().Select(number => (S3Value)number),
            Gen.Elements<S3Value>(true, false, S3Value.Null));
        if (size < 2)
        {
            return scalar;
        }

        Gen<S3Value> smaller = Values(size / 4);
        return Gen.OneOf(
            scalar,
            smaller.ArrayOf().Select(items => S3Value.List(items)),
            (from name in s_text from member in smaller select new KeyValuePair<string, S3Value>(name, member))
                .ArrayOf().Select(members => S3Value.Map(members)));
    }

    private static string WithoutLoneSurrogates(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
