using FsCheck;
using FsCheck.Fluent;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Campaigns.Shrinking;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Campaigns;

/// <summary>Scripts for properties of one's own.</summary>
internal static class DrawnScripts
{
    /// <summary>The scripts of a campaign, with a shrinker that gives only legal scripts.</summary>
    public static Arbitrary<Script> Arbitrary(CampaignScope scope) => Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed => ScriptGenerator.Case(scope, (ulong)seed).Script),
        script => ScriptShrinker.Candidates([.. script.Commands]).Select(commands => Script.Of("shrunk", [], commands)));
}
