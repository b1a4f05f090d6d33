using S3Contract.Charms;

namespace S3Contract.Tests.Unit.Library;

public sealed class DatabagTests
{
    [Test]
    public void An_empty_value_deletes_the_key() =>
        Assert.That(Databag.Empty.With("a", "1").With("b", "2").With("a", ""), Is.EqualTo(Databag.Empty.With("b", "2")));

    [Test]
    public void Keys_stand_in_the_order_of_code_points()
    {
        // In UTF-16 U+1F600 begins with U+D83D, before U+FF21; as a code point it comes after.
        Databag databag = Databag.Empty.With("\U0001F600", "1").With("\uFF21", "2").With("b", "3").With("a", "4").With("ab", "5");

        Assert.That(databag.Keys, Is.EqualTo(new[] { "a", "ab", "b", "\uFF21", "\U0001F600" }));
    }

    [Test]
    public void A_databag_is_not_changed_by_making_another()
    {
        Databag first = Databag.Empty.With("a", "1");
        _ = first.With("a", "2").With("b", "3");

        Assert.That(first.ToArray(), Is.EqualTo(new[] { new KeyValuePair<string, string>("a", "1") }));
    }

    [Test]
    public void Setting_what_stands_there_gives_the_very_same_databag()
    {
        Databag databag = Databag.Empty.With("a", "1");

        Assert.That(databag.With("a", "1"), Is.SameAs(databag));
        Assert.That(databag.With("b", ""), Is.SameAs(databag));
    }

    [Test]
    public void Its_text_shows_no_value() => Assert.That(Databag.Empty.With("secret-key", "s3cr3t").ToString(), Is.EqualTo("{secret-key}"));

    [Test]
    public void An_absent_key_is_no_value()
    {
        Assert.That(Databag.Empty.Get("a"), Is.Null);
        Assert.That(Databag.Empty.TryGetValue("a", out _), Is.False);
        Assert.That(() => Databag.Empty["a"], Throws.TypeOf<KeyNotFoundException>());
    }
}
