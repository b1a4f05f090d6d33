using S3Contract.Reference.Secrets;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What belongs to one relation shows in no other.</summary>
internal static class IsolationRules
{
    /// <summary>Judges the keys of an answer: those issued for one requirer alone are not for another.</summary>
    public static void OnKeys(ref Draft draft, ref HookView view, RelationState relation)
    {
        if (!relation.HasKeys || !HasOtherRequirer(draft.Applications[view.Application].Pairs, relation.Requirer))
        {
            return;
        }

        draft.Tally.Check(IsolationClauses.NoLeak, Roles.Provider);
        ApplicationState application = draft.Applications[view.Application];
        string? owner = OwnerElsewhere(application.Pairs, relation.AccessKey!, relation.Requirer)
            ?? OwnerElsewhere(application.Pairs, relation.SecretKey!, relation.Requirer);
        if (owner is not null && !GivenValues.IsByHand(application.Given, relation.AccessKey)
            && !GivenValues.IsByHand(application.Given, relation.SecretKey))
        {
            view.Violate(ref draft, IsolationClauses.NoLeak, Roles.Provider, relation.Id, IsolationReasons.OthersKeys, relation.Requirer, owner);
        }
    }

    /// <summary>A relation has ended: what it asked for stays its own.</summary>
    public static void OnEnd(ref Draft draft, RelationState relation)
    {
        if (relation.Asked is { } asked && draft.FindApplication(relation.Provider) is var at and >= 0)
        {
            ApplicationState provider = draft.Applications[at];
            draft.Set(at, provider with { Ended = [.. provider.Ended, new EndedRequest(relation.Id, relation.Requirer, asked)] });
        }
    }

    /// <summary>Judges the bucket of an answer: it is not one that only another relation asks for, or asked for before it ended.</summary>
    public static void OnBucket(ref Draft draft, ref HookView view, RelationState before, RelationState after)
    {
        if (after.Bucket is not { } bucket || string.Equals(bucket, before.Bucket, StringComparison.Ordinal))
        {
            return;
        }

        EndedRequest[] others = [.. OtherRequests(ref draft, view.Application, after)];
        if (others.Length == 0)
        {
            return;
        }

        draft.Tally.Check(IsolationClauses.OwnBucket, Roles.Provider);
        if (Array.FindLast(others, other => string.Equals(other.Bucket, bucket, StringComparison.Ordinal)) is { } owner
            && !string.Equals(after.Asked, bucket, StringComparison.Ordinal) && !GivenValues.HasValue(draft.Applications[view.Application].Given, bucket))
        {
            string ended = draft.FindRelation(owner.Relation) < 0 ? ", which has ended, had" : "";
            string[] asked = after.Asked is null ? [] : [after.Asked];
            view.Violate(
                ref draft, IsolationClauses.OwnBucket, Roles.Provider, after.Id, IsolationReasons.OthersBucket,
                [bucket, $"{owner.Relation}", ended, .. asked]);
        }
    }

    // What the other relations of the provider ask for, and what those that ended had; a requirer that comes back may find its own again.
    private static List<EndedRequest> OtherRequests(ref Draft draft, int provider, RelationState relation)
    {
        var others = new List<EndedRequest>();
        foreach (EndedRequest ended in draft.Applications[provider].Ended)
        {
            if (!string.Equals(ended.Requirer, relation.Requirer, StringComparison.Ordinal))
            {
                others.Add(ended);
            }
        }

        foreach (RelationState other in draft.Relations)
        {
            if (other.Id != relation.Id && other.Asked is { } asked && string.Equals(other.Provider, relation.Provider, StringComparison.Ordinal))
            {
                others.Add(new EndedRequest(other.Id, other.Requirer, asked));
            }
        }

        return others;
    }

    /// <summary>Judges whatever an application that has several relations puts into one of them: no key of another.</summary>
    public static void OnCommit(ref Draft draft, ref HookView view, DatabagCommit commit, int at, Roles role)
    {
        if (role != Roles.Requirer || draft.Relations.Length < 2)
        {
            return;
        }

        RelationState relation = draft.Relations[at];
        bool several = false;
        foreach (RelationState other in draft.Relations)
        {
            if (other.Id == relation.Id || !other.HasKeys || !string.Equals(other.Requirer, view.Name, StringComparison.Ordinal))
            {
                continue;
            }

            several = true;
            foreach (ref readonly KeyValuePair<string, string> item in commit.After.Items)
            {
                if (!string.Equals(commit.Before.Get(item.Key), item.Value, StringComparison.Ordinal)
                    && (Shows(item.Value, other.AccessKey!, relation) || Shows(item.Value, other.SecretKey!, relation))
                    && !GivenValues.HasValue(draft.Applications[view.Application].Given, item.Value))
                {
                    view.Fail(
                        ref draft, IsolationClauses.NoLeak, Roles.Requirer, relation.Id, IsolationReasons.KeyElsewhere, $"{other.Id}", item.Key);
                    return;
                }
            }
        }

        if (several)
        {
            draft.Tally.Check(IsolationClauses.NoLeak, Roles.Requirer);
        }
    }

    private static bool Shows(string value, string key, RelationState relation) =>
        (key.Length >= SecretForm.ShortestInsideWord
            ? value.Contains(key, StringComparison.Ordinal)
            : string.Equals(value, key, StringComparison.Ordinal))
        && !string.Equals(relation.AccessKey, key, StringComparison.Ordinal)
        && !string.Equals(relation.SecretKey, key, StringComparison.Ordinal);

    private static bool HasOtherRequirer(KeyPair? pairs, string requirer)
    {
        for (; pairs is not null; pairs = pairs.Earlier)
        {
            if (pairs.Requirer is not null && !string.Equals(pairs.Requirer, requirer, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For whom a value was issued, if that was one requirer alone and another than this one; else null.</summary>
    public static string? OwnerElsewhere(KeyPair? pairs, string value, string requirer)
    {
        string? owner = null;
        for (; pairs is not null; pairs = pairs.Earlier)
        {
            if (!pairs.Declared || !pairs.Holds(value))
            {
                continue;
            }

            if (pairs.Requirer is null || string.Equals(pairs.Requirer, requirer, StringComparison.Ordinal))
            {
                return null;
            }

            owner = pairs.Requirer;
        }

        return owner;
    }
}
