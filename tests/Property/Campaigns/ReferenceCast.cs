using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Judging;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Campaigns;

/// <summary>The built-in charms in both roles.</summary>
internal static class ReferenceCast
{
    public static Cast Both { get; } = new(
        new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
    { Others = OwnKeysProvider.Players };

    /// <summary>The seed of the campaigns: another one can be given in the environment, to repeat a failure or to look elsewhere.</summary>
    private static ulong Seed { get; } =
        ulong.TryParse(Environment.GetEnvironmentVariable("S3CONTRACT_SEED"), out ulong seed) ? seed : 1;

    public static CampaignOptions Options(Roles subject, ClauseLevel level = ClauseLevel.Library) =>
        new(Both, new JudgeOptions { SubjectRoles = subject, Level = level, VisibleEvents = JudgeOptions.AllEvents }) { Seed = Seed };

    /// <summary>What failed, how to repeat it, and the shortest script.</summary>
    public static string Describe(CampaignResult result) => string.Join("\n\n", result.Failures.Select(failure =>
        $"{failure.Violation.Message}\nrepeat with S3CONTRACT_SEED={failure.Seed} dotnet test tests/Property --filter FullyQualifiedName~{nameof(ReferenceCampaigns)}\n{ScriptPrinter.Print(failure.Script)}"));
}
