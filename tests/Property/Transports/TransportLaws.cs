using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Subjects;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Property.Campaigns;

namespace S3Contract.Tests.Property.Transports;

/// <summary>A charm goes the same way however its hooks are started: scripts that are drawn have one trace. <c>S3CONTRACT_DRAWN</c> says how many are.</summary>
[Platform("Linux")]
internal sealed partial class TransportLaws
{
    private const int Few = 2;
    private const string SearchPath = "/usr/local/bin:/usr/bin:/bin";

    private static readonly int s_drawn =
        int.TryParse(Environment.GetEnvironmentVariable("S3CONTRACT_DRAWN"), NumberStyles.None, CultureInfo.InvariantCulture, out int drawn) ? drawn : Few;

    [TestCase("python-requirer", Transport.Warm)]
    [TestCase("python-worker", Transport.Worker)]
    public void A_script_that_is_drawn_goes_as_it_goes_cold(string example, Transport transport)
    {
        if (!SearchPath.Split(':').Any(folder => File.Exists(Path.Combine(folder, "python3"))))
            Assert.Ignore("this charm needs python3, which is not on this machine");
        using ProcessCharm charm = ProcessCharm.Open(Example(example), new ProcessOptions { SearchPath = SearchPath, Transport = transport });
        Cast cast = ReferenceCast.Both with { Requirer = new Player(charm, charm.Profile) };
        CampaignScope scope = CampaignScope.Of(cast, Roles.Requirer, isProcess: true);
        var runner = new CaseRunner(cast, new JudgeOptions { SubjectRoles = Roles.Requirer });
        for (ulong seed = 1; seed <= (ulong)s_drawn; seed++)
        {
            Script script = ScriptGenerator.Case(scope, seed).Script;
            CaseRun run = runner.Run(script, CancellationToken.None);
            CaseRun cold = runner.Cold.Run(script, CancellationToken.None);
            Assert.That(runner.Cold, Is.Not.SameAs(runner), "no hook was started otherwise than cold");
            Assert.That(CaseRun.FirstDifference(run, cold), Is.Null, () => $"case {seed} went another way at that step\n{ScriptPrinter.Print(script)}");
            Assert.That(Said(run), Is.EqualTo(Said(cold)), () => $"case {seed} was told otherwise\n{ScriptPrinter.Print(script)}");
        }
    }

    // All that hooks asked, were told and printed. Where the unit's folder lies is another each time.
    private static string[] Said(CaseRun run) =>
    [
        .. run.Steps.OfType<HookStep>().Select(step => Place().Replace(
            $"{step.Unit} {step.Hook} {step.Failure}\n{step.Stdout}\n{step.Stderr}\n{string.Join('\n', step.Entries.Select(entry => entry.ToString()))}", "UNIT")),
    ];

    [GeneratedRegex("/[^ '\"]*/s3contract-[^ '\"]*", RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    private static string Example(string name, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "examples", name));
}
