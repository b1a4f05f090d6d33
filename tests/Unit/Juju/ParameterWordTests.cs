using S3Contract.Harness.Metadata;

namespace S3Contract.Tests.Unit.Juju;

/// <summary>A parameter that is one word is what YAML says of it, though YAML's reader is not asked.</summary>
public sealed class ParameterWordTests
{
    [TestCase("true")]
    [TestCase("Yes")]
    [TestCase("null")]
    [TestCase("n")]
    [TestCase("e5")]
    [TestCase("AKIA/x+y")]
    [TestCase("a.b-c_d")]
    [TestCase("inf")]
    [TestCase("x-")]
    [TestCase("https://s3.example.com:9000/path")]
    [TestCase("a::b")]
    [TestCase("c2VjcmV0==")]
    [TestCase("x=")]
    [TestCase("key:")]
    [TestCase("a:-")]
    [TestCase("a::")]
    public void A_word(string word) => Assert.That(ParameterYaml.Read(word)?.ToString(), Is.EqualTo(ParameterYaml.Read(" " + word)?.ToString()).And.Not.Empty);
}
