using S3Contract.Reference.Secrets;

namespace S3Contract.Reference.State;

/// <summary>Hashes states of the machine for the exploration of worlds. Counters count only as far as a judgement depends on them: whether a
/// unit has seen the latest keys, whether anything has changed since its last hook. How many databags an application has changed since the
/// model was last quiet is left out, since that is judged only when a settle is given up.</summary>
/// <remarks>Each part remembers its hash: of a state that a step leads to, little is new.</remarks>
internal static class StateFingerprint
{
    /// <summary>The hash, the same on every machine.</summary>
    public static UInt128 Of(MachineState state)
    {
        var hash = Hash128.Start;
        hash.Add(state.Applications.Length);
        foreach (ApplicationState application in state.Applications)
        {
            hash.Add(application.Hash);
        }

        hash.Add(state.Relations.Length);
        foreach (RelationState relation in state.Relations)
        {
            hash.Add(relation.Hash);
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
            secrets += secret.Hash.Value;
        }

        hash.Add((ulong)secrets);
        foreach (CharmSecret secret in state.CharmSecrets)
        {
            hash.Add(secret.Hash);
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

    /// <summary>The hash of an application.</summary>
    public static Hash128 Of(ApplicationState application)
    {
        var hash = Hash128.Start;
        hash.Add(application.Name);
        hash.Add((int)application.Role);
        hash.Add(application.Leader?.Number ?? -1);
        hash.Add(Bits(application.Removed, application.Delivered, application.ShowsSeeing, application.Skipped, application.Runs, application.MakesOwnKeys, application.HadMishap));
        hash.Add(application.Lacks is null ? 0 : 1);
        hash.Add(application.KeysIn);
        foreach (string secret in application.MayRead)
        {
            hash.Add(secret);
        }

        hash.Add(application.Issued);
        hash.Add(application.Pairs?.Hash ?? default);
        hash.Add(application.Given?.Hash ?? default);
        foreach (string bucket in application.Buckets)
        {
            hash.Add(bucket);
        }

        Add(ref hash, application.Wishes);
        foreach (EndedRequest ended in application.Ended)
        {
            hash.Add(ended.Requirer);
            hash.Add(ended.Bucket);
        }

        return hash;
    }

    /// <summary>The hash of a pair of keys and of all those before.</summary>
    public static Hash128 Of(KeyPair pair)
    {
        var hash = Hash128.Start;
        hash.Add(pair.AccessKey);
        hash.Add(pair.SecretKey);
        hash.Add(pair.Declared ? 1 : 2);
        hash.Add(pair.Requirer);
        hash.Add(pair.Earlier?.Hash ?? default);
        return hash;
    }

    /// <summary>The hash of a secret that a charm has made.</summary>
    public static Hash128 Of(CharmSecret secret)
    {
        var hash = Hash128.Start;
        hash.Add(secret.Id);
        hash.Add(secret.Content);
        hash.Add(secret.Label);
        hash.Add(Bits(secret.OfUnit, secret.Removed, secret.Ended, secret.Replaced, secret.MayBeGone));
        foreach (ReadGrant grant in secret.Grants)
        {
            hash.Add(grant.Subject);
            hash.Add(grant.Relation?.Number ?? -1);
        }

        return hash;
    }

    /// <summary>The hash of a relation.</summary>
    public static Hash128 Of(RelationState relation)
    {
        var hash = Hash128.Start;
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
        return hash;
    }

    /// <summary>The hash of a unit, apart from <see cref="Add(ref Hash128, UnitState, MachineState)">what is compared with the rest of the
    /// state</see>.</summary>
    public static Hash128 Of(UnitState unit)
    {
        var hash = Hash128.Start;
        hash.Add(unit.Name);
        hash.Add(Bits(unit.Removed, unit.InError));
        hash.Add(unit.Fault);
        hash.Add(unit.Queue.Length);
        foreach (QueuedAction action in unit.Queue)
        {
            hash.Add(action.AccessKey);
            hash.Add(Bits(action.Meddles, action.Handover is { Kind: HandoverKind.Set }));
        }

        hash.Add(unit.Links.Length);
        foreach (UnitLink link in unit.Links)
        {
            hash.Add(link.Relation.Number);
            hash.Add(Bits(link.Broken, link.ToldToGo, link.Changed, link.Gone, link.Seen > 0));
            hash.Add(link.Phase);
            if (unit.TalksToS3)
            {
                hash.Add(link.Given?.AccessKey);
                hash.Add(Bits(link.Given?.Settled == true, link.Given?.Trusted == true));
            }
        }

        return hash;
    }

    /// <summary>The hash of a unit's last hook.</summary>
    public static Hash128 OfLastHook(UnitState unit)
    {
        var hash = Hash128.Start;
        Hook last = unit.LastHook!;
        hash.Add(last.Name);
        hash.Add(last.Relation?.Number ?? -1);
        hash.Add(last.RemoteApplication);
        hash.Add(last.RemoteUnit?.Number ?? -1);
        return hash;
    }

    private static void Add(ref Hash128 hash, UnitState unit, MachineState state)
    {
        hash.Add(unit.Hash);
        bool again = unit.LastHook is not null && unit.LastChanges == state.Changes;
        hash.Add(Bits(unit.LastTimer == state.Changes, again));
        if (again)
        {
            hash.Add(unit.HashOfLastHook);
        }

        foreach (UnitLink link in unit.Links)
        {
            hash.Add(Bits(IsLatest(link.Seen, link, state), link.PassedOver > 0 && IsLatest(link.PassedOver, link, state)));
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
