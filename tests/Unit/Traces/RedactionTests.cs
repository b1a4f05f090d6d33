using System.Text;
using S3Contract.Charms;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Traces;

public sealed class RedactionTests
{
    private static string MaskedLog(string text, string accessKey = Samples.AccessKey, string secretKey = Samples.SecretKey)
    {
        Databag pair = Databag.From([new("access-key", accessKey), new("secret-key", secretKey)]);
        Trace masked = Redaction.Masked(Samples.Of(Samples.Issued(0, pair), Samples.Hook(1, new Logged(LogLevel.Info, text))));
        return ((Logged)((HookStep)masked.Steps[1]).Entries[0]).Text;
    }

    [Test]
    public void Secrets_are_numbered_by_first_appearance_and_equal_ones_look_equal()
    {
        Databag second = Databag.From([new("access-key", "AKIAIOSFODNN7ANOTHER"), new("secret-key", Samples.SecretKey)]);
        Trace masked = Redaction.Masked(Samples.Of(Samples.Issued(0), Samples.Issued(1, second)));

        Databag[] fields = [.. masked.Steps.Cast<ModelStep>().Select(step => ((CredentialsIssued)step.Change).Fields)];

        Assert.That(fields[0], Is.EqualTo(Databag.From([new("access-key", "‹secret-1›"), new("bucket", "b"), new("secret-key", "‹secret-2›")])));
        Assert.That(fields[1], Is.EqualTo(Databag.From([new("access-key", "‹secret-3›"), new("secret-key", "‹secret-2›")])));
    }

    [TestCase("access-key", ExpectedResult = true)]
    [TestCase("s3-secret-key", ExpectedResult = true)]
    [TestCase("AWS_SECRET_ACCESS_KEY", ExpectedResult = true)]
    [TestCase("secretKey", ExpectedResult = true)]
    [TestCase("bucket", ExpectedResult = false)]
    [TestCase("key", ExpectedResult = false)]
    [TestCase("tls-ca-chain", ExpectedResult = false)]
    public bool A_secret_is_known_by_its_name(string name) => SecretName.Is(name);

    [Test]
    public void Every_place_of_a_step_is_masked()
    {
        const string Secret = Samples.SecretKey;
        Databag bag = Databag.Empty.With("secret-key", Secret).With("data", $$"""{"secret-key": "{{Secret}}"}""").With("note", "x" + Secret);
        KeyValuePair<string, string>[] pairs = [new("secret-key", Secret), new("note", Secret)];
        Trace trace = Samples.Of(
            Samples.Hook(
                0,
                new DatabagRead(1, "provider", bag),
                new DatabagWrite(1, true, pairs),
                new EventEmitted("credentials-changed", 1, bag),
                new Logged(LogLevel.Info, Secret),
                new StatusChanged(WorkloadStatus.Active, Secret, false),
                new Refusal("relation-set " + Secret, Secret),
                new OtherCommand("open-port " + Secret)) with
            {
                Failure = Secret,
                Commits = [new DatabagCommit(1, true, bag, bag)],
                Action = new ActionOutcome(true, Secret, pairs),
                Stdout = Secret,
                Stderr = Secret,
            },
            new ModelStep(1, new CredentialsIssued("provider", bag)),
            new ModelStep(2, new ActionQueued(Samples.Provider, "issue", pairs)),
            new ModelStep(3, new ConfigChanged("provider", pairs)),
            new ModelStep(4, new OperationRefused($"config provider secret-key={Secret}", Secret)));

        string file = TraceJson.Write(Redaction.Masked(trace));

        Assert.That(TraceJson.Write(trace), Does.Contain(Secret));
        Assert.That(file, Does.Not.Contain(Secret));
        Assert.That(file.Split("‹secret-1›"), Has.Length.EqualTo(1 + 34));
    }

    [Test]
    public void A_secret_only_ever_seen_in_a_refused_command_is_masked()
    {
        Trace masked = Redaction.Masked(Samples.Of(new ModelStep(0, new OperationRefused("config provider secret-key='only here'", "no such option"))));

        Assert.That(TraceJson.Write(masked), Does.Contain("secret-key='‹secret-1›'"));
    }

    [Test]
    public void What_is_in_a_secret_of_Juju_is_masked_whatever_its_key()
    {
        const string Uri = "secret:9m4e2mr0ui3e8a215n4g";
        const string Told = "in-nobody's-databag";
        KeyValuePair<string, string>[] content = [new("note", Told)];
        Trace masked = Redaction.Masked(Samples.Of(Samples.Hook(
            0, new SecretWrite(Uri, content) { Owner = "unit" }, new SecretRead(Uri, 1, content) { Label = Told }, new Logged(LogLevel.Info, "is " + Told))));
        IReadOnlyList<HookEntry> entries = ((HookStep)masked.Steps[0]).Entries;
        Assert.That(((SecretWrite)entries[0]).Content[0].Value, Is.EqualTo("‹secret-1›"));
        Assert.That(((SecretRead)entries[1]).Content[0].Value, Is.EqualTo("‹secret-1›"));
        Assert.That(((SecretRead)entries[1]).Label, Is.EqualTo("‹secret-1›"));
        Assert.That(((Logged)entries[2]).Text, Is.EqualTo("is ‹secret-1›"));
    }

    [Test]
    public void What_stands_under_a_secrets_name_in_nested_JSON_is_learned_and_masked_however_short()
    {
        Databag bag = Databag.Empty.With("data", """{"bucket":"b", "access-key" : "k"}""");
        Trace masked = Redaction.Masked(Samples.Of(Samples.Issued(0, bag)));

        Assert.That(
            ((CredentialsIssued)((ModelStep)masked.Steps[0]).Change).Fields["data"],
            Is.EqualTo("""{"bucket":"b", "access-key" : "‹secret-1›"}"""));
    }

    [TestCase("the key is AKIAIOSFODNN7EXAMPLE.", "the key is ‹secret-1›.")]
    [TestCase("xAKIAIOSFODNN7EXAMPLEy", "x‹secret-1›y")]
    [TestCase("nothing to see", "nothing to see")]
    [TestCase("{\"secret\": \"wJalrXUtnFEMI/K7MDENG\\u002BbPxRfiCYEXAMPLEKEY\"}", "{\"secret\": \"\\u2039secret-2\\u203A\"}")]
    [TestCase("https://h/?k=wJalrXUtnFEMI%2FK7MDENG%2BbPxRfiCYEXAMPLEKEY&x", "https://h/?k=%E2%80%B9secret-2%E2%80%BA&x")]
    [TestCase("https://h/?k=wJalrXUtnFEMI%2fK7MDENG%2bbPxRfiCYEXAMPLEKEY&x", "https://h/?k=%e2%80%b9secret-2%e2%80%ba&x")]
    public void A_secret_is_masked_inside_texts_in_the_form_it_has_there(string text, string expected) =>
        Assert.That(MaskedLog(text), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("u")]
    [TestCase("us")]
    [TestCase("user:")]
    public void A_secret_is_masked_inside_base64_wherever_it_stands(string before)
    {
        string masked = MaskedLog("auth " + Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Samples.AccessKey + ":more")));

        Assert.That(masked, Does.StartWith("auth "));
        Assert.That(masked, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Samples.AccessKey)).Substring(4, 16)));
        string tail = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Samples.AccessKey))[^12..^4];
        Assert.That(masked, Does.Not.Contain(tail));
    }

    [Test]
    public void A_secret_split_over_lines_is_masked()
    {
        string masked = MaskedLog("BEGIN\nwJalrXUtnFEMI/K7\nMDENG+bPxRfi\r\nCYEXAMPLEKEY\nEND");

        Assert.That(masked, Is.EqualTo("BEGIN\n‹secret-2›\nEND"));
    }

    [Test]
    public void A_short_secret_is_masked_only_as_a_whole_word()
    {
        Assert.That(MaskedLog("AK01, AK010 and xAK01; (AK01)", "AK01", "SK01"), Is.EqualTo("‹secret-1›, AK010 and xAK01; (‹secret-1›)"));
        Assert.That(MaskedLog("a b abc", "a", "abc"), Is.EqualTo("a b abc"));
    }

    [TestCase("None")]
    [TestCase("null")]
    public void A_word_that_stands_for_an_absent_value_is_no_secret(string word)
    {
        Databag bag = Databag.Empty.With("secret-key", word);
        var redaction = new Redaction();
        redaction.Learn(Samples.Issued(0, bag));

        Assert.That(redaction.Mask(bag), Is.EqualTo(bag));
    }

    [Test]
    public void A_secret_split_over_two_log_messages_is_masked_in_both()
    {
        Trace masked = Redaction.Masked(Samples.Of(
            Samples.Issued(0),
            Samples.Hook(1, new Logged(LogLevel.Info, "key AKIAIOSF"), new LeaderAsked(true), new Logged(LogLevel.Info, "ODNN7EXAMPLE end"))));

        string[] texts = [.. ((HookStep)masked.Steps[1]).Entries.OfType<Logged>().Select(entry => entry.Text)];
        Assert.That(string.Concat(texts), Is.EqualTo("key ‹secret-1› end"));
        Assert.That(texts, Has.All.Not.Contain("‹secret-1›"));
    }

    [Test]
    public void Two_secrets_split_one_after_the_other_over_three_log_messages_are_masked()
    {
        string key = Samples.AccessKey;
        string secret = Samples.SecretKey;
        Trace masked = Redaction.Masked(Samples.Of(
            Samples.Issued(0),
            Samples.Hook(
                1, new Logged(LogLevel.Info, "a " + key[..9]), new Logged(LogLevel.Info, key[9..] + " b " + secret[..12]), new Logged(LogLevel.Info, secret[12..] + " c"))));

        Assert.That(
            string.Concat(((HookStep)masked.Steps[1]).Entries.OfType<Logged>().Select(entry => entry.Text)), Is.EqualTo("a ‹secret-1› b ‹secret-2› c"));
    }

    [Test]
    public void A_short_secret_that_everybody_may_read_is_left_in_texts()
    {
        Databag bag = Databag.From([new("access-key", "backup"), new("secret-key", "another secret"), new("bucket", "backup-1")]);
        Trace masked = Redaction.Masked(Samples.Of(Samples.Issued(0, bag), Samples.Hook(1, new Logged(LogLevel.Info, "made backup (another secret)"))));

        Assert.That(((Logged)((HookStep)masked.Steps[1]).Entries[0]).Text, Is.EqualTo("made backup (‹secret-2›)"));
    }

    [Test]
    public void A_short_secret_that_equals_the_value_of_an_open_field_does_not_change_it()
    {
        Databag bag = Databag.From([new("access-key", "path"), new("s3-uri-style", "path"), new("endpoint", "http://path:9000")]);

        var redaction = new Redaction();
        redaction.Learn(Samples.Issued(0, bag));

        Assert.That(redaction.Mask(bag), Is.EqualTo(bag.With("access-key", "‹secret-1›")));
    }

    [Test]
    public void Of_two_secrets_that_begin_alike_each_gets_its_own_mask() =>
        Assert.That(MaskedLog("AKIAIOSFODNN AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN"), Is.EqualTo("‹secret-2› ‹secret-1›"));

    [Test]
    public void Empty_and_blank_values_are_no_secrets()
    {
        Trace trace = Samples.Of(Samples.Hook(0, new DatabagWrite(1, true, [new("access-key", ""), new("secret-key", "  ")])));

        Assert.That(TraceJson.Write(Redaction.Masked(trace)), Is.EqualTo(TraceJson.Write(trace)));
    }

    [Test]
    public void A_masked_trace_masked_again_is_itself()
    {
        Databag second = Databag.From([new("access-key", Samples.SecretKey), new("secret-key", "another-secret")]);
        Trace once = Redaction.Masked(Samples.Of(Samples.Issued(0), Samples.Issued(1, second), Samples.Hook(2, new Logged(LogLevel.Info, Samples.SecretKey))));

        Assert.That(TraceJson.Write(Redaction.Masked(once)), Is.EqualTo(TraceJson.Write(once)));
    }

    [Test]
    public void A_value_that_looks_like_a_mask_does_not_become_another_secrets_mask()
    {
        Databag bag = Databag.From([new("access-key", "a real secret"), new("secret-key", "‹secret-1›")]);
        var redaction = new Redaction();
        redaction.Learn(Samples.Issued(0, bag));

        Databag masked = redaction.Mask(bag);

        Assert.That(masked["access-key"], Is.Not.EqualTo(masked["secret-key"]));
    }

    [Test]
    public void A_masked_URL_is_still_a_URL()
    {
        Databag bag = Databag.From([new("access-key", "minioadmin"), new("endpoint", "http://minioadmin.example:9000/minioadmin")]);
        var redaction = new Redaction();
        redaction.Learn(Samples.Issued(0, bag));

        string masked = redaction.Mask(bag)["endpoint"];

        Assert.That(masked, Is.EqualTo("http://‹secret-1›.example:9000/‹secret-1›"));
        Assert.That(Uri.TryCreate(masked, UriKind.Absolute, out _), Is.True);
    }
}
