using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>Which clauses the profile of a provider gives no way to: those on fields that none of its lines hands over.</summary>
internal static class ProfileReach
{
    /// <summary>The ids of these clauses, each with the reason. Of a profile that says nothing of issuing at all, none: that is a reason of its
    /// own.</summary>
    public static SortedDictionary<string, string> Lacking(CharmProfile profile)
    {
        var lacking = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (profile is { MakesOwnKeys: false, Issue.Count: 0 })
        {
            return lacking;
        }

        foreach (Clause clause in ClauseCatalogue.All)
        {
            if (clause.HangsOnIssue && profile.MakesOwnKeys)
            {
                lacking[clause.Id] = ScriptRunner.OwnKeys;
            }
            else if (clause.Fields is { } fields && !fields.Any(field => CanBeGiven(profile, field)))
            {
                lacking[clause.Id] = ProfileLines.NoLineFor(fields, profile.MakesOwnKeys ? "set" : "issue");
            }
        }

        return lacking;
    }

    private static bool CanBeGiven(CharmProfile profile, string field) =>
        profile.Issue.Any(line => ProfileLines.HandsOver(line, field))
        || profile.Set.ContainsKey(field) || profile.Set.ContainsKey(ProfileLines.AnyField);
}
