using System.Text;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Property.Mutants;

namespace S3Contract.Tests.Property.Traces;

/// <summary>A masked trace is judged as the original is: shown on every faulty charm, those that let a secret out above all.</summary>
public sealed class MaskedVerdicts
{
    private static IEnumerable<TestCaseData> Cases() =>
        AllMutants.List.Select(mutant => new TestCaseData(mutant).SetArgDisplayNames(mutant.Name));

    // What a careful program writes of a key, and what a careless or an odd one does.
    private static readonly Dictionary<string, Func<string, string>> s_oddForms = new(StringComparer.Ordinal)
    {
        ["percent-encoded"] = Uri.EscapeDataString,
        ["percent-encoded but for slashes"] = secret => Uri.EscapeDataString(secret).Replace("%2F", "/", StringComparison.Ordinal),
        ["percent-encoded throughout"] = secret => string.Concat(secret.Select(c => $"%{(int)c:X2}")),
        ["percent-encoded throughout in small letters"] = secret => string.Concat(secret.Select(c => $"%{(int)c:x2}")),
        ["as JSON with escaped slashes"] = secret => $"{{\"key\":\"{secret.Replace("/", "\\/", StringComparison.Ordinal)}\"}}",
        ["as JSON, each character by its number"] = secret => string.Concat(secret.Select(c => $"\\u{(int)c:x4}")),
        ["in hexadecimal"] = secret => Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        ["in capitals"] = secret => secret.ToUpperInvariant(),
        ["in small letters"] = secret => secret.ToLowerInvariant(),
        ["in base64"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ["in base64 for URLs, inside a word"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes("k:" + secret)).Replace('/', '_').Replace('+', '-'),
        ["split over lines"] = secret => secret[..15] + "\n  " + secret[15..],
    };

    private static IEnumerable<TestCaseData> OddForms() => s_oddForms.Keys.Select(form => new TestCaseData(form).SetArgDisplayNames(form));

    [TestCaseSource(nameof(OddForms))]
    public void A_key_in_an_odd_form_is_found_now_and_in_the_saved_trace_and_does_not_stand_in_it(string form)
    {
        const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCY";
        string odd = s_oddForms[form](Secret);
        var mutant = Mutant.Provider("logs-oddly", "secrecy.log", "", new()
        {
            Publish = (charm, relation, answer) =>
            {
                charm.Log("shown: " + odd);
                charm.Show(relation, answer);
            },
        });
        Script script = ScriptParser.Parse(
            $"deploy provider\ndeploy requirer\nintegrate provider requirer\nissue provider bucket=b access-key=AKIAIOSFODNN7EXAMPLE secret-key={Secret}\nsettle\n", "odd").Script;
        var options = new JudgeOptions { SubjectRoles = Roles.Provider, VisibleEvents = JudgeOptions.AllEvents };
        Trace trace = new ScriptRunner(Hunt.CastOf(mutant.Charm, mutant.Role), new RunOptions { UnderTest = Roles.Provider, StopAtFailure = false }).Run(script).Trace;
        string saved = TraceJson.Write(Redaction.Masked(trace));
        var live = new Judge(options);
        live.Add(trace);
        var later = new Judge(options);
        later.Add(TraceJson.Read(saved, "trace").Single());

        Assert.That(Said(live), Has.Some.StartsWith("secrecy.log Fail"));
        Assert.That(Said(later), Is.EqualTo(Said(live)));
        Assert.That(TraceJson.Read(saved, "trace").Single().Steps.OfType<HookStep>().SelectMany(hook => hook.Entries).OfType<Logged>().Select(logged => logged.Text), Has.None.Contains(odd));
        Assert.That(saved, Does.Not.Contain(Secret).IgnoreCase.And.Not.Contain(odd));
    }

    [TestCaseSource(nameof(Cases))]
    public void Masking_changes_no_verdict(object subject)
    {
        var mutant = (Mutant)subject;
        bool leaks = mutant.Clause.StartsWith("secrecy.", StringComparison.Ordinal);
        bool provides = mutant.Role == EndpointRole.Provider;
        Cast cast = provides
            ? new Cast(new Player(mutant.Charm, mutant.Profile ?? ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
            : new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(mutant.Charm, ReferenceProfiles.Requirer));
        var options = new JudgeOptions { SubjectRoles = provides ? Roles.Provider : Roles.Requirer, VisibleEvents = JudgeOptions.AllEvents };
        var plain = new Judge(options);
        var masked = new Judge(options);
        var runner = new ScriptRunner(cast, new RunOptions { UnderTest = options.SubjectRoles, StopAtFailure = false, MaxHooks = 200 });

        foreach (ScriptCase script in BuiltInScripts.Cases.Where((_, index) => leaks || index % 10 == 0))
        {
            Trace trace = runner.Run(WithLongSecrets(script.Script)).Trace;
            plain.Add(trace);
            masked.Add(TraceJson.Read(TraceJson.Write(Redaction.Masked(trace)), "trace").Single());
        }

        Assert.That(Said(masked), Is.EqualTo(Said(plain)));
    }

    // The judge does not look for a secret of three characters in texts, and it sees that a mask is longer. AK1 becomes a real one.
    private static Script WithLongSecrets(Script script)
    {
        string text = ScriptPrinter.Print(script)
            .Replace("access-key=AK", "access-key=AKIAIOSFODNN7EXAMPLE", StringComparison.Ordinal)
            .Replace("secret-key=SK", "secret-key=wJalrXUtnFEMI/K7MDENG+bPxRfiCY", StringComparison.Ordinal);
        return ScriptParser.Parse(text, script.File).Script;
    }

    private static string[] Said(Judge judge) => [.. judge.Verdicts().Select(verdict => $"{verdict.Clause.Id} {verdict.Verdict} {verdict.Checked}")];
}
