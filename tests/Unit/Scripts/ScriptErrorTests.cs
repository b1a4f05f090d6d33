using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Unit.Scripts;

/// <summary>An error says where, what was found, what could stand there, and the nearest known word.</summary>
public sealed class ScriptErrorTests
{
    [TestCase("deplyo provider", "x.s3c:1:1: unknown command \"deplyo\". Did you mean \"deploy\"? Expected a command: add-secret, add-unit, check-failed, check-recovered, config, crash, deploy, elect, expect, expire-secret, fail, grant-secret, include, integrate, issue, lose-leadership, notify, refresh, remove-application, remove-relation, remove-secret, remove-unit, resolve, restart-container, revoke-secret, rotate-secret, run, s3, set, settle, step, update-secret, update-status, write")]
    [TestCase("deploy provder", "x.s3c:1:8: \"provder\", which begins with no role. Did you mean \"provider\"? Expected an application: provider or requirer, or one of them with a suffix such as requirer-b")]
    [TestCase("deploy requirer-2", "x.s3c:1:8: \"requirer-2\", which is no name of an application; expected a suffix with a letter in each part, such as requirer-b")]
    [TestCase("deploy", "x.s3c:1:8: the end of the line; expected an application: provider or requirer, or one of them with a suffix such as requirer-b")]
    [TestCase("deploy provider --units two", "x.s3c:1:25: \"two\"; expected a whole number from 1 to 99")]
    [TestCase("elect provider", "x.s3c:1:7: \"provider\", which is no unit. Did you mean \"provider/0\"? Expected a unit such as provider/0 or provider/leader")]
    [TestCase("elect provider/*", "x.s3c:1:7: \"provider/*\", which is no unit; expected a unit such as provider/0 or provider/leader")]
    [TestCase("elect provder/0", "x.s3c:1:7: \"provder/0\", which begins with no role. Did you mean \"provider/0\"? Expected a unit such as provider/0 or provider/leader")]
    [TestCase("settle now", "x.s3c:1:8: unexpected now; expected the end of the line (usage: settle [order=1,0,…] [max=N])")]
    [TestCase("settle order=1,x", "x.s3c:1:14: \"x\"; expected a whole number from 0 up")]
    [TestCase("issue provider acces-key=A", "x.s3c:1:16: unknown name \"acces-key\". Did you mean \"access-key\"? Expected one of access-key, attributes, bucket, delete-older-than-days, endpoint, path, region, s3-api-version, s3-uri-style, secret-key, storage-class, tls-ca-chain")]
    [TestCase("issue requirer bucket=b", "x.s3c:1:7: \"requirer\", which is a requirer; expected a provider")]
    [TestCase("issue provider bucket=a bucket=b", "x.s3c:1:25: bucket for the second time; expected each name once")]
    [TestCase("! settle", "x.s3c:1:3: ! in front of settle. Did you mean \"! expect\"? Expected ! expect …")]
    [TestCase("expect requirer/* credentials-chnaged", "x.s3c:1:19: unknown event or word \"credentials-chnaged\". Did you mean \"credentials-changed\"? Expected one of credentials-changed, credentials-gone, credentials-requested, action, error, hook, leader, refused, status, write")]
    [TestCase("expect quite", "x.s3c:1:8: \"quite\". Did you mean \"quiet\"? Expected a unit such as requirer/* or provider/0, or one of databag, nothing, quiet, only")]
    [TestCase("expect requirer write", "x.s3c:1:8: \"requirer\", which is no unit. Did you mean \"requirer/*\"? Expected a unit such as provider/0, provider/leader or requirer/*")]
    [TestCase("expect provider/0 status activ", "x.s3c:1:26: unknown status \"activ\". Did you mean \"active\"? Expected a status: active, blocked, maintenance, waiting")]
    [TestCase("write provider a='b", "x.s3c:1:18: a quote that is not closed; expected ' before the end of the line")]
    [TestCase("write provider a=\"\\q\"", "x.s3c:1:19: the unknown escape \\q; expected one of \\n \\t \\r \\\\ \\\" \\$ \\u{…}")]
    [TestCase("write provider a=\"\\u{110000}\"", "x.s3c:1:19: a \\u without a code point; expected \\u{…} with a hexadecimal number up to 10FFFF")]
    [TestCase("write provider a=${b}", "x.s3c:1:16: unknown variable ${b}; expected a variable from a header line such as # let: b=value")]
    [TestCase("write provider a=fake:acess-key", "x.s3c:1:18: unknown kind of value \"fake:acess-key\". Did you mean \"fake:access-key\"? Expected one of fake:access-key, fake:attributes, fake:bucket, fake:ca-chain, fake:days, fake:endpoint, fake:path, fake:region, fake:secret-key, fake:storage-class")]
    [TestCase("[proces] settle", "x.s3c:1:2: unknown condition \"proces\". Did you mean \"process\"? Expected one of events-visible, in-process, leader-change, process, role:provider, role:requirer, s3")]
    [TestCase("settle\u00a0now", "x.s3c:1:7: the character U+00A0 outside quotes; expected a plain space, or \"quotes\" around it")]
    [TestCase("# let: bucket", "x.s3c:1:8: \"bucket\"; expected name=value, the name in lower-case letters, digits and hyphens")]
    [TestCase("# covers: Write", "x.s3c:1:11: \"Write\", which is no clause; expected ids of clauses such as write.leader-only, with blanks between")]
    [TestCase("# examples:", "x.s3c:1:1: examples without rows; expected a comment line of column names between |, and one per example")]
    [TestCase("# let: a=${b} b=1", "x.s3c:1:10: unknown variable ${b}; expected a variable from an earlier # let: line")]
    public void The_first_error_of(string text, string expected) =>
        Assert.That(ScriptParser.Parse(text, "x.s3c").Errors is [ScriptError first, ..] ? first.ToString() : null, Is.EqualTo(expected));

    [TestCase("relate provider requirer", "integrate")]
    [TestCase("wait", "settle")]
    [TestCase("juju config provider bucket=b", "config")]
    [TestCase("juju relate provider requirer", "integrate")]
    [TestCase("juju deplyo provider", "deploy")]
    [TestCase("connect provider requirer", "integrate")]
    [TestCase("juju deploy provider -n 2", "deploy")]
    [TestCase("deploy provider -n 2", "--units")]
    [TestCase("deploy provider --num-units 2", "--units")]
    [TestCase("add-unit provider --num-units 2", "-n")]
    [TestCase("settle -n 2", null)]
    public void A_word_of_another_language_leads_to_the_right_one(string text, string? meant) =>
        Assert.That(ScriptParser.Parse(text, "x.s3c").Errors[0].Suggestion, Is.EqualTo(meant));

    [Test]
    public void All_errors_are_reported_in_order()
    {
        ScriptParse parse = ScriptParser.Parse("deplyo x\nsettle\nrun provder/0 Sync\n", "x.s3c");

        Assert.That(parse.Errors.Select(error => (error.Line, error.Column)), Is.EqualTo([(1, 1), (3, 5), (3, 15)]));
        Assert.That(parse.Script.Commands.Count(), Is.EqualTo(3));
    }

    [Test]
    public void A_variable_that_is_nearly_known_is_suggested()
    {
        ScriptError error = ScriptParser.Parse("# let: bucket=b\nwrite requirer bucket=${buckt}", "x.s3c").Errors.Single();

        Assert.That(error.Suggestion, Is.EqualTo("${bucket}"));
    }

    [Test]
    public void Defaults_are_tried_so_that_a_wrong_line_with_variables_is_found_before_it_runs()
    {
        ScriptError error = ScriptParser.Parse("# let: who=nobody\nelect ${who}/0", "x.s3c").Errors.Single();

        Assert.That(error.ToString(), Does.StartWith("x.s3c:2:7: \"nobody/0\", which begins with no role"));
    }

    [Test]
    public void The_rendering_shows_the_line_and_a_caret_under_what_is_meant()
    {
        string rendered = ScriptParser.Parse("settle\n\telect provder/0  # now", "x.s3c").Errors.Single().Render();

        Assert.That(rendered, Is.EqualTo(
            "x.s3c:2:8: \"provder/0\", which begins with no role. Did you mean \"provider/0\"? Expected a unit such as provider/0 or provider/leader\n"
            + "  2 | \telect provder/0  # now\n"
            + "    | \t      ^^^^^^^^^"));
    }
}
