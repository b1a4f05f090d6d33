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
    public void A_word(string word) => Assert.That(ParameterYaml.Read(word)?.ToString(), Is.EqualTo(ParameterYaml.Read(" " + word)?.ToString()).And.Not.Empty);
}
