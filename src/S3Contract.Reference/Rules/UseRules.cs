using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What a charm does with an S3.</summary>
internal static class UseRules
{
    private const string Create = "CreateBucket";

    /// <summary>A hook has read what a provider shows.</summary>
    public static void OnRead(ref Draft draft, ref HookView view, DatabagRead read)
    {
        if (draft.FindRelation(read.Relation) is >= 0 and int at && string.Equals(read.Owner, draft.Relations[at].Provider, StringComparison.Ordinal))
        {
            Learn(ref draft, ref view, draft.Relations[at], read.Content.Get(ContractFields.AccessKey), read.Content);
        }
    }

    /// <summary>A hook has read a secret: the keys of the relation whose provider names it.</summary>
    public static void OnRead(ref Draft draft, ref HookView view, SecretRead read)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (relation.Answer.Any(item => string.Equals(item.Value, read.Secret, StringComparison.Ordinal)))
            {
                string? key = read.Content.FirstOrDefault(item => string.Equals(item.Key, ContractFields.AccessKey, StringComparison.Ordinal)).Value;
                Learn(ref draft, ref view, relation, key, relation.Answer);
            }
        }
    }

    /// <summary>A hook has asked S3 for something.</summary>
    public static void OnRequest(ref Draft draft, ref HookView view, S3Asked asked)
    {
        Roles role = draft.Applications[view.Application].Role;
        if (role.HasFlag(Roles.Provider))
        {
            NoteBucket(ref draft, ref view, asked);
        }

        if (role.HasFlag(Roles.Requirer) && asked.AccessKey is { } key)
        {
            UnitState unit = draft.Units[view.Unit];
            if (!unit.TalksToS3)
            {
                unit = unit with { TalksToS3 = true };
                draft.Set(view.Unit, unit);
            }

            JudgeKey(ref draft, ref view, unit, asked, key);
        }
    }

    /// <summary>Something happens to the S3.</summary>
    public static void OnChange(ref Draft draft, S3Changed changed)
    {
        for (int i = 0; i < draft.Applications.Length; i++)
        {
            ApplicationState application = draft.Applications[i];
            string deed = changed.Change.Split(' ')[0];
            draft.Set(i, application with { MissesS3 = deed is not "up" && (application.MissesS3 || deed is "down" or "slow") });
        }
    }

    /// <summary>A hook is over: what it shows of its use.</summary>
    public static void OnHook(ref Draft draft, ref HookView view)
    {
        ChainRules.OnHook(ref draft, ref view);
        UnitState unit = draft.Units[view.Unit];
        if (unit.TalksToS3 && Array.Exists(unit.Links, link => link is { Broken: true, Given: not null }))
        {
            draft.Tally.Check(UseClauses.NothingAfterGone, Roles.Requirer);
        }

        if (view.Committed && draft.Applications[view.Application].MakesBuckets)
        {
            foreach (DatabagCommit commit in view.Step.Commits)
            {
                JudgeAnswer(ref draft, ref view, commit);
            }
        }
    }

    private static void Learn(ref Draft draft, ref HookView view, RelationState relation, string? key, Databag shown)
    {
        if (key is null || relation.RoleOf(view.Name) != Roles.Requirer)
        {
            return;
        }

        UnitState unit = draft.Units[view.Unit];
        UnitLink link = unit.Link(relation.Id) ?? new UnitLink(relation.Id);
        GivenPlace next = new(key, shown.Get(ContractFields.Bucket), shown.Get("path")) { Endpoint = shown.Get("endpoint"), Chain = shown.Get(ContractFields.TlsCaChain) };
        next = link.Given is { } before ? before.Followed(next) : next;
        if (!next.Equals(link.Given))
        {
            draft.Set(view.Unit, unit.With(link with { Given = next }));
        }
    }

    private static void JudgeKey(ref Draft draft, ref HookView view, UnitState unit, S3Asked asked, string key)
    {
        UnitLink[] used = Array.FindAll(unit.Links, link => !link.Broken && string.Equals(link.Given?.AccessKey, key, StringComparison.Ordinal));
        if (used.Length > 0)
        {
            draft.Tally.Check(UseClauses.LatestCredentials, Roles.Requirer);
            JudgePlace(ref draft, ref view, used, asked);
            ChainRules.OnRequest(ref draft, ref view, used, asked);
        }
        else if (Array.Find(unit.Links, link => !link.Broken && link.Given?.Replaced(key) == true) is { } replaced)
        {
            view.Fail(ref draft, UseClauses.LatestCredentials, Roles.Requirer, replaced.Relation, UseReasons.Replaced, asked.Operation);
        }
        else if (Array.Find(unit.Links, link => link.Broken && link.Given?.Knew(key) == true) is { } gone && !ShowsOtherwise(ref draft, ref view, key))
        {
            view.Fail(ref draft, UseClauses.NothingAfterGone, Roles.Requirer, gone.Relation, UseReasons.Gone, asked.Operation);
        }
    }

    private static void JudgePlace(ref Draft draft, ref HookView view, UnitLink[] links, S3Asked asked)
    {
        if (asked.Bucket is not { } bucket)
        {
            return;
        }

        draft.Tally.Check(UseClauses.WithinPlace, Roles.Requirer);
        UnitLink[] fitting = Array.FindAll(links, link => link.Given!.Bucket is not { } given || string.Equals(given, bucket, StringComparison.Ordinal));
        if (fitting.Length == 0)
        {
            view.Violate(ref draft, UseClauses.WithinPlace, Roles.Requirer, links[0].Relation, UseReasons.OtherBucket, asked.Operation, bucket, links[0].Given!.Bucket!);
        }
        else if (asked.Key is { } key && !asked.Operation.StartsWith("List", StringComparison.Ordinal) && !Array.Exists(fitting, link => link.Given!.Holds(key)))
        {
            view.Violate(ref draft, UseClauses.WithinPlace, Roles.Requirer, fitting[0].Relation, UseReasons.OtherPath, asked.Operation, key, fitting[0].Given!.Path!);
        }
    }

    private static void JudgeAnswer(ref Draft draft, ref HookView view, DatabagCommit commit)
    {
        if (!commit.Application || draft.FindRelation(commit.Relation) is not (>= 0 and var at) || draft.Relations[at].RoleOf(view.Name) != Roles.Provider
            || commit.After.Get(ContractFields.Bucket) is not { } bucket || string.Equals(commit.Before.Get(ContractFields.Bucket), bucket, StringComparison.Ordinal))
        {
            return;
        }

        ApplicationState application = draft.Applications[view.Application];
        if (Array.IndexOf(application.Buckets, bucket) >= 0)
        {
            draft.Tally.Check(UseClauses.MakesItsBucket, Roles.Provider);
        }
        else if (!IsOperators(application, draft.Relations[at], bucket))
        {
            view.Fail(ref draft, UseClauses.MakesItsBucket, Roles.Provider, commit.Relation, UseReasons.NotMade, bucket);
        }
    }

    private static bool IsOperators(ApplicationState application, RelationState relation, string bucket) =>
        string.Equals(application.Issued.Get(ContractFields.Bucket), bucket, StringComparison.Ordinal)
        || application.Wishes.Concat(relation.Wishes).Any(wish => wish.Field is ContractFields.Bucket && string.Equals(wish.Value, bucket, StringComparison.Ordinal));

    private static bool ShowsOtherwise(ref Draft draft, ref HookView view, string key)
    {
        foreach (RelationState relation in draft.Relations)
        {
            if (relation.RoleOf(view.Name) == Roles.Requirer && !relation.Leaving && string.Equals(relation.AccessKey, key, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // What it has made, or found there.
    private static void NoteBucket(ref Draft draft, ref HookView view, S3Asked asked)
    {
        bool makes = asked.Operation is Create && (asked.IsDone || asked.Code is "BucketAlreadyOwnedByYou");
        if (asked.Bucket is not { } bucket || !(makes || asked.IsDone))
        {
            return;
        }

        ApplicationState application = draft.Applications[view.Application];
        string[] buckets = [.. application.Buckets.Where(known => !string.Equals(known, bucket, StringComparison.Ordinal)), .. asked.Operation is "DeleteBucket" ? Array.Empty<string>() : [bucket]];
        draft.Set(view.Application, application with { MakesBuckets = application.MakesBuckets || makes, Buckets = buckets });
    }
}
