using S3Contract.Reference.Secrets;

namespace S3Contract.Reference.State;

/// <summary>Hashes states of the machine for the exploration of worlds. Counters count only as far as a judgement depends on them: whether a
/// unit has seen the latest keys, whether anything has changed since its last hook. How many databags an application has changed since the
/// model was last quiet is left out, since that is judged only when a settle is given up.</summary>
internal static class StateFingerprint
{
    /// <summary>The hash, the same on every machine.</summary>
    public static UInt128 Of(MachineState state)
    {
        var hash = Hash128.Start;
        hash.Add(state.Applications.Length);
        foreach (ApplicationState application in state.Applications)
        {
            Add(ref hash, application);
        }

        hash.Add(state.Relations.Length);
        foreach (RelationState relation in state.Relations)
        {
            Add(ref hash, relation);
        }

        hash.Add(state.Units.Length);
        foreach (UnitState unit in state.Units)
        {
            Add(ref hash, unit, state);
        }

        // The order in which keys came to light does not matter.
        UInt128 secrets = 0;
        foreach (KnownSecret secret in state.Secrets)
        {
            var one = Hash128.Start;
            one.Add(secret.Value);
            secrets += one.Value;
        }

        hash.Add((ulong)secrets);
        foreach (CharmSecret secret in state.CharmSecrets)
        {
            Add(ref hash, secret);
        }

        foreach (string related in state.RelatedBefore)
        {
            hash.Add(related);
        }

        foreach (RelationId other in state.OtherRelations)
        {
            hash.Add(other.Number);
        }

        return hash.Value;
    }

    private static void Add(ref Hash128 hash, ApplicationState application)
    {
        hash.Add(application.Name);
        hash.Add((int)application.Role);
        hash.Add(application.Leader?.Number ?? -1);
        hash.Add(Bits(application.Removed, application.Delivered, application.ShowsSeeing, application.Skipped, application.Runs, application.MakesOwnKeys));
        hash.Add(application.Lacks is null ? 0 : 1);
        hash.Add(application.KeysIn);
        foreach (string secret in application.MayRead)
        {
            hash.Add(secret);
        }

        hash.Add(application.Issued);
        for (KeyPair? pair = application.Pairs; pair is not null; pair = pair.Earlier)
        {
            hash.Add(pair.AccessKey);
            hash.Add(pair.SecretKey);
            hash.Add(pair.Declared ? 1 : 2);
            hash.Add(pair.Requirer);
        }

        application.Given?.AddTo(ref hash);
        foreach (string bucket in application.Buckets)
        {
            hash.Add(bucket);
        }

        hash.Add(application.HadMishap ? 1 : 2);
        Add(ref hash, application.Wishes);
        foreach (EndedRequest ended in application.Ended)
        {
            hash.Add(ended.Requirer);
            hash.Add(ended.Bucket);
        }
    }

    private static void Add(ref Hash128 hash, CharmSecret secret)
    {
        hash.Add(secret.Id);
        hash.Add(secret.Content);
        hash.Add(secret.Label);
        hash.Add(Bits(secret.OfUnit, secret.Removed, secret.Ended, secret.Replaced, secret.MayBeGone));
        foreach (ReadGrant grant in secret.Grants)
        {
            hash.Add(grant.Subject);
            hash.Add(grant.Relation?.Number ?? -1);
        }
    }

    private static void Add(ref Hash128 hash, FieldWish[] wishes)
    {
        foreach (FieldWish wish in wishes)
        {
            hash.Add(wish.Field);
            hash.Add(wish.Value);
        }
    }

    private static void Add(ref Hash128 hash, RelationState relation)
    {
        hash.Add(relation.Id.Number);
        hash.Add(Bits(
            relation.Leaving, relation.Again, relation.EverAnswered, relation.HandledIsKnown, relation.ProviderWaited, relation.RequirerWaited,
            relation.DueIsOwn, relation.AskedFirst, relation.InSecret, relation.EverInClear, relation.LeaderBroke));
        hash.Add((int)relation.ProviderSpeaks | ((int)relation.RequirerSpeaks << 4) | ((int)relation.Refreshed << 8));
        hash.Add((int)relation.ProviderOrdeals | ((int)relation.RequirerOrdeals << 8));
        hash.Add(relation.Answer);
        hash.Add(relation.Request);
        hash.Add(relation.DueAccessKey);
        hash.Add(relation.DueSecretKey);
        hash.Add(relation.AlsoAccessKey);
        hash.Add(relation.AlsoSecretKey);
        hash.Add(relation.Handled);
        Add(ref hash, relation.Wishes);
    }

    private static void Add(ref Hash128 hash, UnitState unit, MachineState state)
    {
        hash.Add(unit.Name.Application);
        hash.Add(unit.Name.Number);
        hash.Add(Bits(unit.Removed, unit.InError, unit.LastTimer == state.Changes));
        hash.Add(unit.Fault);
        hash.Add(unit.Queue.Length);
        foreach (QueuedAction action in unit.Queue)
        {
            hash.Add(action.AccessKey);
            hash.Add(Bits(action.Meddles, action.Handover is { Kind: HandoverKind.Set }));
        }

        if (unit.LastHook is { } last && unit.LastChanges == state.Changes)
        {
            hash.Add(last.Name);
            hash.Add(last.Relation?.Number ?? -1);
            hash.Add(last.RemoteApplication);
            hash.Add(last.RemoteUnit?.Number ?? -1);
        }

        hash.Add(unit.Links.Length);
        foreach (UnitLink link in unit.Links)
        {
            hash.Add(link.Relation.Number);
            hash.Add(Bits(link.Broken, link.ToldToGo, link.Changed, link.Gone, link.Seen > 0, IsLatest(link.Seen, link, state),
                link.PassedOver > 0 && IsLatest(link.PassedOver, link, state)));
            hash.Add(link.Phase);
            if (unit.TalksToS3)
            {
                hash.Add(link.Given?.AccessKey);
                hash.Add(Bits(link.Given?.Settled == true, link.Given?.Trusted == true));
            }
        }
    }

    private static bool IsLatest(int version, UnitLink link, MachineState state)
    {
        foreach (RelationState relation in state.Relations)
        {
            if (relation.Id == link.Relation)
            {
                return relation.Version == version;
            }
        }

        return false;
    }

    private static int Bits(params ReadOnlySpan<bool> flags)
    {
        int bits = 1;
        foreach (bool flag in flags)
        {
            bits = (bits << 1) | (flag ? 1 : 0);
        }

        return bits;
    }
}
