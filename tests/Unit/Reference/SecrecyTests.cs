using System.Text;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

public sealed class SecrecyTests
{
    private const string Secret = "s3cr3t/K+y\"Canary42";

    [TestCase("the key is s3cr3t/K+y\"Canary42 indeed", TestName = "plain")]
    [TestCase("s3cr3t%2FK%2By%22Canary42", TestName = "percent-encoded")]
    [TestCase("{\"k\": \"s3cr3t\\/K+y\\\"Canary42\"}", TestName = "escaped_as_in_JSON")]
    [TestCase("\\u00733cr3t/K+y\\u0022Canary42", TestName = "escaped_by_number")]
    [TestCase("7333637233742F4B2B792243616e6172793432", TestName = "in_hexadecimal")]
    [TestCase("S3CR3T/K+Y\"CANARY42", TestName = "in_other_letters")]
    [TestCase("%73%33%63%72%33%74%2F%4B%2B%79%22%43%61%6E%61%72%79%34%32", TestName = "percent_encoded_throughout")]
    [TestCase("s3cr3t/K+y\n  \"Canary42", TestName = "split_over_lines")]
    public void A_key_is_found(string text) => Assert.That(Logs(text), Is.EqualTo(1));

    [TestCase("")]
    [TestCase("x:")]
    [TestCase("user:")]
    public void A_key_is_found_in_base64_whatever_stands_before_it(string before) =>
        Assert.That(Logs(Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Secret + "!")) + " is it"), Is.EqualTo(1));

    [Test]
    public void A_key_cut_in_two_by_two_log_lines_is_found() =>
        Assert.That(Log("first s3cr3t/K", "+y\"Canary42 second"), Is.EqualTo(1));

    [Test]
    public void Each_key_of_a_pair_is_told() =>
        Assert.That(Logs("AK11AK11AK11 and s3cr3t/K+y\"Canary42"), Is.EqualTo(2));

    [TestCase("rotated the credentials of relation 1")]
    [TestCase("s3cr3t")]
    [TestCase("100 % \\ done")]
    public void Other_texts_are_not(string text) => Assert.That(Logs(text), Is.Zero);

    [Test]
    public void A_value_that_also_names_a_bucket_is_no_secret() =>
        Assert.That(
            Story.Asked().Hook("provider/0 changed 1", "write bucket=minio-backups access-key=minio secret-key=SK11")
                .Hook("provider/0 update-status", "log minio is up").Judge().Violations.Where(violation => violation.Clause.Family == "secrecy"),
            Is.Empty);

    [TestCase("access-key=minio secret-key=SK11SK11SK11")]
    [TestCase("access-key=SK11SK11SK11 secret-key=minio")]
    public void A_value_that_is_no_secret_does_not_hide_one_beside_it(string keys) =>
        Assert.That(
            Story.Asked().Issue(keys).Hook("provider/0 changed 1", $"write bucket=minio-backups {keys}")
                .Hook("provider/0 update-status", "log minio is up with SK11SK11SK11").Judge().Violations.Count(violation => violation.Clause.Id == "secrecy.log"),
            Is.EqualTo(1));

    [Test]
    public void A_short_value_inside_a_word_is_no_find() =>
        Assert.That(
            Story.Asked().Hook("provider/0 changed 1", "write bucket=b access-key=tent secret-key=SK11")
                .Hook("provider/0 update-status", "log wrote the content").Judge().Violations
                .Where(violation => violation.Clause.Family == "secrecy"),
            Is.Empty);

    [Test]
    public void A_key_in_a_relation_by_another_interface_is_found() =>
        Assert.That(InDatabag("provider/0 update-status", "write 9 note=AK11AK11AK11", new RelationAdded(9, "traces", "provider", "traces", "grafana", "traces")), Is.EqualTo(1));

    [Test]
    public void A_key_among_peers_is_not() =>
        Assert.That(InDatabag("provider/0 update-status", "write 9 note=AK11AK11AK11", new RelationAdded(9, "peers", "provider", "peers", "provider", "peers")), Is.Zero);

    [TestCase("write note=AK11AK11AK11", 0, TestName = "An_answer_may_show_its_own_key_under_any_name")]
    [TestCase("write-unit note=AK11AK11AK11", 1, TestName = "A_units_databag_is_no_answer")]
    public void What_an_answer_may_show(string doing, int found) => Assert.That(InDatabag("provider/0 changed 1", doing), Is.EqualTo(found));

    [TestCase("write data=AK11AK11AK11", 1)]
    [TestCase("write-unit data=QUsxMUFLMTFBSzEx", 1)]
    [TestCase("write data=seen", 0)]
    [TestCase("write bucket=AK11AK11AK11", 0)]
    public void What_a_requirer_may_show(string doing, int found) => Assert.That(InDatabag("requirer/0 changed 1", doing), Is.EqualTo(found));

    [Test]
    public void An_answer_shows_no_key_that_was_issued_for_another_requirer_alone() =>
        Assert.That(
            Story.Asked().Deploy("requirer-b").Relate(2, requirer: "requirer-b").Issue("access-key=BK22BK22BK22 secret-key=SB22SB22SB22", requirer: "requirer-b")
                .Hook("provider/0 changed 1", "write bucket=b access-key=AK11AK11AK11 secret-key=SK11SK11SK11 others=BK22BK22BK22")
                .Judge().Violations.Count(violation => violation.Clause.Id == "secrecy.databag"),
            Is.EqualTo(1));

    private static int InDatabag(string hook, string doing, RelationAdded? other = null)
    {
        Story story = Story.Asked().Hook("provider/0 changed 1", "write bucket=b access-key=AK11AK11AK11 secret-key=SK11SK11SK11");
        return (other is null ? story : story.Model(other)).Hook(hook, doing)
            .Judge().Violations.Count(violation => violation.Clause.Id == "secrecy.databag");
    }

    private static int Logs(string text) => Log(text);

    private static int Log(params string[] texts) => Story.Asked()
        .Hook("provider/0 changed 1", $"write bucket=b access-key=AK11AK11AK11 secret-key={Secret}")
        .Hook("provider/0 update-status", [.. texts.Select(text => "log " + text)])
        .Judge().Violations.Count(violation => violation.Clause.Id == "secrecy.log");
}
