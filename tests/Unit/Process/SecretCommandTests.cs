using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>The commands about secrets as a charm meets them: as programs on its PATH. The unit leads its application.</summary>
public sealed class SecretCommandTests
{
    private const string Id = "9m4e2mr0ui3e8a215n4g";
    private const string Gif = "R0lGODlhDAAMAIQAAP//9/X17unp5WZmZgAAAOfn515eXvPz7Y6OjuDg4J+fn5OTk6enp56enmlpaWNjY6Ojo4SEhP/++f/++f/++f/++f/++f/++f/++f/++f/++f/++f/++f/++f/++f/++SH+Dk1hZGUgd2l0aCBHSU1QACwAAAAADAAMAAAFLCAgjoEwnuNAFOhpEMTRiggcz4BNJHrv/zCFcLiwMWYNG84BwwEeECcgggoBADs=";

    [TestCase("secret-add", "missing secret value or filename")]
    [TestCase("secret-add --owner unit", "missing secret value or filename")]
    [TestCase("secret-add s3cret", "key value \"s3cret\" not valid")]
    [TestCase("secret-add foo=", "key value \"foo=\" not valid")]
    [TestCase("secret-add foo=bar --rotate foo", "rotate policy \"foo\" not valid")]
    [TestCase("secret-add foo=bar --rotate Daily", "rotate policy \"Daily\" not valid")]
    [TestCase("secret-add foo=bar --owner foo", "secret owner \"foo\" not valid")]
    [TestCase("secret-add foo=bar --expire -1h", "negative expire duration \"-1h\" not valid")]
    [TestCase("secret-add foo=bar --expire 0", "negative expire duration \"0\" not valid")]
    [TestCase("secret-add foo=bar --expire 2022-01-01", "expire time or duration \"2022-01-01\" not valid")]
    [TestCase("secret-add s3cret --owner foo --expire soon --rotate x", "expire time or duration \"soon\" not valid")]
    [TestCase("secret-add fo=bar", "key \"fo\" not valid")]
    [TestCase("secret-add Foo#base64=YmFy", "key \"Foo\" not valid")]
    [TestCase("secret-add key#file=/none", "reading content for secret key \"key\": open /none: no such file or directory")]
    [TestCase("secret-add --file /none", "open /none: no such file or directory")]
    [TestCase("secret-add --update foo=bar", "option provided but not defined: --update")]
    [TestCase("secret-set", "missing secret URI")]
    [TestCase("secret-set foo", "secret URI \"foo\" not valid")]
    [TestCase("secret-set http:nope", "secret URI scheme \"http\" not valid")]
    [TestCase("secret-set secret:a/b/c", "secret URI \"secret:a/b/c\" not valid")]
    [TestCase("secret-set 'secret:a.b#'", "secret URI \"secret:a.b#\" not valid")]
    [TestCase("secret-set secret:9m4e2mr0ui3e8a215n4z", "secret URI \"secret:9m4e2mr0ui3e8a215n4z\" not valid")]
    [TestCase("secret-set secret://x/9m4e2mr0ui3e8a215n4g", "host controller UUID \"x\" not valid")]
    [TestCase("secret-set secret:" + Id + " s3cret", "key value \"s3cret\" not valid")]
    [TestCase("secret-set secret:" + Id + " foo=bar --rotate foo", "rotate policy \"foo\" not valid")]
    [TestCase("secret-set secret:" + Id + " foo=bar --expire -1h", "negative expire duration \"-1h\" not valid")]
    [TestCase("secret-get", "require either a secret URI or label")]
    [TestCase("secret-get secret:" + Id + " --peek --refresh", "specify one of --peek or --refresh but not both")]
    [TestCase("secret-get --label x --peek --refresh", "specify one of --peek or --refresh but not both")]
    [TestCase("secret-get secret:x", "secret URI \"secret:x\" not valid")]
    [TestCase("secret-get http:nope", "secret URI \"http:nope\" not valid")]
    [TestCase("secret-get secret:" + Id + " key more", "unrecognized args: [\"more\"]")]
    [TestCase("secret-get secret:" + Id + " --format smart", "invalid value \"smart\" for option --format: unknown format \"smart\"")]
    [TestCase("secret-info-get", "require either a secret URI or label")]
    [TestCase("secret-info-get secret:" + Id + " --label foo", "specify either a secret URI or label but not both")]
    [TestCase("secret-info-get secret:" + Id + " more", "unrecognized args: [\"more\"]")]
    [TestCase("secret-grant", "missing secret URI")]
    [TestCase("secret-grant foo", "secret URI \"foo\" not valid")]
    [TestCase("secret-grant secret:" + Id, "no relation id specified")]
    [TestCase("secret-grant secret:" + Id + " --relation foo", "invalid value \"foo\" for option --relation: invalid relation id")]
    [TestCase("secret-grant secret:" + Id + " --relation -666", "invalid value \"-666\" for option --relation: relation not found")]
    [TestCase("secret-revoke", "missing secret URI")]
    [TestCase("secret-revoke secret:" + Id, "missing relation or application or unit")]
    [TestCase("secret-revoke secret:" + Id + " --app 0/foo", "application \"0/foo\" not valid")]
    [TestCase("secret-revoke secret:" + Id + " --app foo --unit foo/0", "specify only one of application or unit")]
    [TestCase("secret-revoke secret:" + Id + " --unit foo", "unit \"foo\" not valid")]
    [TestCase("secret-revoke secret:" + Id + " --relation -666", "invalid value \"-666\" for option --relation: relation not found")]
    [TestCase("secret-remove", "missing secret URI")]
    [TestCase("secret-remove foo", "secret URI \"foo\" not valid")]
    [TestCase("secret-remove secret:" + Id + " --revision x", "invalid value \"x\" for option --revision: strconv.ParseInt: parsing \"x\": invalid syntax")]
    [TestCase("secret-ids more", "unrecognized args: [\"more\"]")]
    public void A_wrong_command_line_is_refused_before_the_command_runs(string command, string error) => Refused(command, 2, error);

    [TestCase("secret-get --label x", "consumer label \"x\" not found")]
    [TestCase("secret-get secret:" + Id, "secret \"secret:" + Id + "\" not found")]
    [TestCase("secret-get " + Id + " --label x --refresh", "secret \"secret:" + Id + "\" not found")]
    [TestCase("secret-info-get secret:" + Id, "secret \"" + Id + "\" not found")]
    [TestCase("secret-info-get --label not-found-label", "secret \"not-found-label\" not found")]
    [TestCase("printf '{}' >$PWD/f; secret-add --file $PWD/f", "empty secret value not valid")]
    [TestCase("secret-add --label x key=1 >/dev/null; secret-add --label x --owner unit key=1", "secret with label \"x\" already exists")]
    [TestCase("u=$(secret-add key=1); secret-get $u other", "secret key value \"other\" not found")]
    [TestCase("u=$(secret-add key#base64=world); secret-get $u", "illegal base64 data at input byte 4")]
    public void What_cannot_be_done_is_refused(string command, string error) => Refused(command, 1, error);

    [TestCase("", "")]
    [TestCase("--format=json", "null\n")]
    [TestCase("--format=yaml", "[]\n")]
    public void There_may_be_no_secrets(string flags, string printed) => Assert.That(ScriptCharm.Run($"secret-ids {flags}").Stdout, Is.EqualTo(printed));

    [TestCase("secret-get $u --format json", "{\"key\":\"s3cret!\",\"other\":\"\\u003c\\u0026\\u003e\"}\n")]
    [TestCase("secret-get $u", "key: s3cret!\nother: <&>\n")]
    [TestCase("secret-get ${u#secret:} key", "s3cret!\n")]
    [TestCase("secret-get $u key --format=json", "\"s3cret!\"\n")]
    [TestCase("secret-get $u 'key#base64'", "czNjcmV0IQ==\n")]
    [TestCase("secret-get $u --label l --peek key", "s3cret!\n")]
    [TestCase("secret-get secret://$JUJU_MODEL_UUID/${u#secret:} key", "s3cret!\n")]
    [TestCase("test secret:$(secret-ids) = $u && secret-ids --format=json | tr -d '[]\"' | grep -cx ${u#secret:}", "1\n")]
    [TestCase("secret-info-get $u | sed 1d", "  revision: 1\n  label: l\n  owner: application\n")]
    [TestCase("secret-info-get --label l --format=json | sed 's/\"[a-v0-9]*\"/ID/'", "{ID:{\"revision\":1,\"label\":\"l\",\"owner\":\"application\"}}\n")]
    public void In_the_hook_that_makes_it_a_secret_is_there(string command, string printed) =>
        Assert.That(Run($"u=$(secret-add --label l key='s3cret!' other='<&>')\n{command}").Stdout, Is.EqualTo(printed));

    [Test]
    public void What_is_said_of_a_secret_is_told()
    {
        using ScriptCharm charm = new(
            "secret-add --owner unit --label l --description d --rotate daily --expire 2030-03-04T06:06:06 key=1 >u; secret-info-get $(cat u) | sed 1d",
            "secret-info-get --label l | sed 1d");
        Assert.That(charm.Next().Stdout, Is.EqualTo("  revision: 1\n  label: l\n  owner: unit\n  description: d\n  rotation: daily\n  expiry: 2030-03-04T06:06:06Z\n"));
        Assert.That(charm.Next().Stdout, Is.EqualTo(
            "  revision: 1\n  label: l\n  owner: unit\n  description: d\n  rotation: daily\n  expiry: 2030-03-04T06:06:06Z\n  rotates: 2026-01-03T03:04:05Z\n"));
    }

    [TestCase("secret-add 'token#base64=key='", "token#base64", "key=\n")]
    [TestCase("printf 'a\\nb' >$PWD/f; secret-add token#file=$PWD/f", "token", "|-\n  a\n  b\n")]
    [TestCase("printf 'key: |-\\n  secret\\ntoken: no\\n' >$PWD/f; secret-add token=yes --file $PWD/f", "token", "\"no\"\n")]
    [TestCase("printf '{\"key\": 1, \"token#base64\": \"Y2VydA==\"}' >$PWD/f; secret-add --file=$PWD/f", "token", "cert\n")]
    [TestCase("printf '\\200' >$PWD/f; secret-add token#file=$PWD/f", "token", "!!binary gA==\n")]
    [TestCase("printf '\\200' >$PWD/f; secret-add token#file=$PWD/f", "token --format=json", "\"\\ufffd\"\n")]
    public void Content_comes_by_value_in_base64_and_from_files(string add, string key, string printed)
    {
        string command = add.Replace("secret-add", "u=$(secret-add", StringComparison.Ordinal) + ")";
        Assert.That(Run($"{command}\nsecret-get $u {key}").Stdout, Is.EqualTo(printed));
    }

    [Test]
    public void Bytes_that_are_no_text_are_printed_in_lines_of_base64()
    {
        string expected = string.Concat(Gif.Chunk(70).Select(line => $"  {new string(line)}\n"));
        HookStep step = Run($"printf 'key: !!binary |\\n  {Gif[..60]}\\n  {Gif[60..]}\\n' >$PWD/f; secret-get $(secret-add --file $PWD/f)");
        Assert.That(step.Stdout, Is.EqualTo("key: !!binary |\n" + expected));
    }

    [Test]
    public void A_file_is_read_when_the_command_runs()
    {
        HookStep step = Run("printf x >$PWD/f; u=$(secret-add key#file=$PWD/f); rm $PWD/f; secret-get $u key");
        Assert.That(step.Stdout, Is.EqualTo("x\n"));
    }

    [TestCase("secret-set secret:" + Id + " key=value", "updating secrets: secret \"secret:" + Id + "\" not found")]
    [TestCase("secret-remove secret:" + Id, "removing secrets: secret \"secret:" + Id + "\" not found")]
    [TestCase("secret-revoke secret:" + Id + " --app other", "revoking secrets access: permission denied")]
    public void A_change_of_a_secret_that_does_not_exist_is_refused_by_the_flush(string command, string reason)
    {
        HookStep step = ScriptCharm.Run($"{command}; echo $?");
        Assert.Multiple(() =>
        {
            Assert.That((step.Stdout, step.Stderr, step.Outcome), Is.EqualTo(("0\n", "", HookOutcome.CommitRefused)));
            Assert.That(step.Failure, Is.EqualTo("cannot apply changes: " + reason));
            Assert.That(step.Entries.OfType<Lacking>(), Is.Empty);
        });
    }

    [TestCase("secret-grant $u --unit foo", "unit \"foo\" not valid")]
    [TestCase("secret-grant $u --unit foo/0", "cannot specify unit \"foo/0\" in relation to application \"script\"")]
    [TestCase("secret-grant foo --relation peers:0", "secret URI \"foo\" not valid")]
    [TestCase("secret-grant $u --relation peers:666", "invalid value \"peers:666\" for option --relation: relation not found")]
    [TestCase("secret-grant $u -r x", "invalid value \"x\" for option -r: invalid relation id")]
    [TestCase("secret-grant $u more", "unrecognized args: [\"more\"]")]
    [TestCase("secret-revoke $u --unit foo", "unit \"foo\" not valid")]
    [TestCase("secret-revoke $u --app script", "do not specify both relation and app")]
    [TestCase("secret-revoke $u --app 0/foo", "application \"0/foo\" not valid")]
    [TestCase("secret-revoke $u --app foo --unit foo/0", "specify only one of application or unit")]
    [TestCase("secret-set $u foo=bar --expire 2022-01-01", "expire time or duration \"2022-01-01\" not valid")]
    [TestCase("secret-set $u --owner foo", "secret owner \"foo\" not valid")]
    public void In_a_relation_hook_a_wrong_command_line_is_refused_as_well(string command, string error)
    {
        HookStep step = InRelation($"{command}; echo $?");
        Assert.That((step.Stdout, step.Stderr), Is.EqualTo(("2\n", $"ERROR {error}\n")));
    }

    [TestCase("secret-grant $u")]
    [TestCase("secret-grant $u --relation peers:0")]
    [TestCase("secret-grant $u --relation peers:0 --unit script/0")]
    [TestCase("secret-grant -r 0 $u; secret-grant -r 0 $u")]
    [TestCase("secret-revoke $u")]
    [TestCase("secret-revoke $u --relation peers:0")]
    [TestCase("secret-revoke $u --relation peers:0 --unit script/0")]
    [TestCase("secret-set $u --rotate daily --expire 1h --description d --label other data=secret")]
    [TestCase("secret-set --rotate daily $u")]
    [TestCase("secret-set $u 'token#base64=key='")]
    [TestCase("secret-set $u")]
    [TestCase("secret-remove $u")]
    [TestCase("secret-remove $u --revision 666")]
    [TestCase("secret-remove --revision=1 $u")]
    public void What_is_done_to_a_secret_prints_nothing(string command)
    {
        HookStep step = InRelation($"{command}; echo $?");
        Assert.That((step.Stdout, step.Stderr, step.Outcome), Is.EqualTo(("0\n", "", HookOutcome.Committed)));
    }

    [Test]
    public void Who_may_read_a_secret_is_told_from_the_next_hook_on()
    {
        using ScriptCharm charm = new("secret-add --label l --description d --rotate hourly key=1 >u", "secret-info-get --label l | sed 1d; secret-grant -r 0 $(cat u)");
        charm.Next();
        Assert.That(charm.Next().Stdout, Does.Not.Contain("access"));
        Assert.That(charm.Next().Stdout, Is.EqualTo(
            "  revision: 1\n  label: l\n  owner: application\n  description: d\n  rotation: hourly\n  rotates: 2026-01-02T04:04:05Z\n"
            + "  access:\n  - target: application-script\n    scope: relation-script.peers\n    role: view\n"));
    }

    [Test]
    public void The_secrets_of_another_model_are_lacking()
    {
        HookStep step = ScriptCharm.Run("secret-get secret://deadbeef-1bad-500d-9000-4b1d0d06f00d/" + Id);
        Assert.That(step.Entries.OfType<Lacking>().Select(lacking => lacking.What), Is.EqualTo(new[] { "secrets of other models" }));
    }

    // The hook after the one that made the secret: the peer relation's first.
    private static HookStep InRelation(string lines)
    {
        using ScriptCharm charm = new("secret-add --label l key=1 >u", $"u=$(cat u)\n{lines}");
        charm.Next();
        HookStep step = charm.Next();
        Assert.That(step.Hook.IsRelationHook, Is.True);
        return step;
    }

    private static HookStep Run(string lines)
    {
        HookStep step = ScriptCharm.Run(lines);
        Assert.That((step.Outcome, step.Stderr), Is.EqualTo((HookOutcome.Committed, "")));
        return step;
    }

    private static void Refused(string command, int exitCode, string error)
    {
        HookStep step = ScriptCharm.Run($"{command}\necho \"exit $?\"");
        Assert.Multiple(() =>
        {
            Assert.That(step.Stdout, Is.EqualTo($"exit {exitCode}\n"));
            Assert.That(step.Stderr, Is.EqualTo($"ERROR {error}\n"));
            Assert.That(step.Entries.OfType<Refusal>().Count(), Is.EqualTo(1));
        });
    }
}
