using System.Globalization;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a requirer's application databag holds after a hook, compared to before.</summary>
internal static class RequestRules
{
    private const string Generated = "relation-";

    public static void Apply(ref Draft draft, ref HookView view, DatabagCommit commit, int at)
    {
        RelationState before = draft.Relations[at];
        RelationState told = SpokenRules.OfRequirer(before, commit.After);
        FieldRules.Judge(ref draft, ref view, commit, Roles.Requirer, told);
        string? asked = commit.After.Get(ContractFields.Bucket);
        RelationState after = told with
        {
            Request = commit.After,
            Asked = asked,
            AskedFirst = asked is not null && (before.Asked is null ? before.Answer.Count == 0 : before.AskedFirst),
            RequestOdds = ToleranceRules.OddsOf(commit.After, Roles.Requirer, told.Speaks),
        };
        if (told.RequirerSpeaks == ContractVersion.V1)
        {
            SpokenRules.JudgeAnnounced(ref draft, ref view, Roles.Requirer, before, commit);
            after = AnswerRules.Reread(ref draft, after);
        }

        if (after.HasAsked != before.HasAsked || after.Speaks != before.Speaks || !string.Equals(asked, before.Asked, StringComparison.Ordinal))
        {
            if (told.Speaks == ContractVersion.V0)
            {
                Judge(ref draft, ref view, before, asked);
            }

            after = after with
            {
                ProviderWaited = false,
                RequirerWaited = false,
            };
        }

        ChartRules.OnRequest(ref draft, before, after);
        draft.Set(at, after);
    }

    private static void Judge(ref Draft draft, ref HookView view, RelationState before, string? asked)
    {
        GivenValues? given = draft.Applications[view.Application].Given;
        if (asked is null)
        {
            draft.Tally.Check(DataClauses.RequestBucket, Roles.Requirer);
            if (!before.Leaving && !GivenValues.Deletes(given, ContractFields.Bucket, before.Requirer))
            {
                view.Violate(ref draft, DataClauses.RequestBucket, Roles.Requirer, before.Id, DataReasons.Withdrawn);
            }

            return;
        }

        if (asked.StartsWith(Generated, StringComparison.Ordinal)
            && int.TryParse(asked.AsSpan(Generated.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            draft.Tally.Check(DataClauses.GeneratedBucket, Roles.Requirer);
            if (number != before.Id.Number && !GivenValues.HasValue(given, asked))
            {
                view.Violate(ref draft, DataClauses.GeneratedBucket, Roles.Requirer, before.Id, DataReasons.OthersName, asked);
            }
        }
    }
}
