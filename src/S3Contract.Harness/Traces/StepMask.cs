namespace S3Contract.Harness.Traces;

/// <summary>Masks a step, place by place: what stands under a name by that name's rule, the rest as text.</summary>
internal static class StepMask
{
    /// <summary>The step with the secrets masked.</summary>
    public static Step Apply(Step step, Redaction secrets) => step switch
    {
        HookStep hook => hook with
        {
            Failure = hook.Failure is null ? null : secrets.Mask(hook.Failure),
            Entries = Apply(hook.Entries, secrets),
            Commits = Each(hook.Commits, secrets, Apply),
            Action = hook.Action is null ? null : Apply(hook.Action, secrets),
            Stdout = secrets.Mask(hook.Stdout),
            Stderr = secrets.Mask(hook.Stderr),
            Sightings = hook.Sightings is { } seen ? Each(seen, secrets, Apply) : null,
        },
        ModelStep model => model with { Change = Apply(model.Change, secrets) },
        _ => step,
    };

    private static IReadOnlyList<HookEntry> Apply(IReadOnlyList<HookEntry> entries, Redaction secrets)
    {
        IReadOnlyList<HookEntry> masked = Each(entries, secrets, Apply);
        int previous = -1;
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i] is not Logged logged)
            {
                continue;
            }

            if (previous >= 0 && secrets.MaskAcross(((Logged)masked[previous]).Text, logged.Text) is var (first, second))
            {
                var both = (HookEntry[])masked;
                both[previous] = ((Logged)both[previous]) with { Text = first };
                both[i] = logged with { Text = second };
            }

            previous = i;
        }

        return masked;
    }

    private static HookEntry Apply(HookEntry entry, Redaction secrets) => entry switch
    {
        DatabagRead read => read with { Content = secrets.Mask(read.Content) },
        DatabagWrite write => write with { Changes = secrets.Mask(write.Changes) },
        EventEmitted emitted => emitted with { Seen = secrets.Mask(emitted.Seen) },
        Logged logged => logged with { Text = secrets.Mask(logged.Text) },
        StatusChanged status => status with { Message = secrets.Mask(status.Message) },
        Refusal refusal => refusal with { Command = secrets.Mask(refusal.Command), Reason = secrets.Mask(refusal.Reason) },
        Lacking lacking => lacking with { Command = secrets.Mask(lacking.Command), What = secrets.Mask(lacking.What), Answer = secrets.Mask(lacking.Answer) },
        OtherCommand other => new OtherCommand(secrets.Mask(other.Text)),
        _ => entry,
    };

    private static KeySighting Apply(KeySighting sighting, Redaction secrets) =>
        sighting.Said is { } said ? sighting with { Said = secrets.Mask(said) } : sighting;

    private static DatabagCommit Apply(DatabagCommit commit, Redaction secrets) =>
        commit with { Before = secrets.Mask(commit.Before), After = secrets.Mask(commit.After) };

    private static ActionOutcome Apply(ActionOutcome action, Redaction secrets) =>
        action with { Message = secrets.Mask(action.Message), Results = secrets.Mask(action.Results) };

    private static ModelChange Apply(ModelChange change, Redaction secrets) => change switch
    {
        CredentialsIssued issued => issued with { Fields = secrets.Mask(issued.Fields) },
        ActionQueued queued => queued with
        {
            Parameters = secrets.Mask(queued.Parameters),
            Handover = Apply(queued.Handover, secrets),
        },
        ConfigChanged config => config with
        {
            Options = secrets.Mask(config.Options),
            Handover = Apply(config.Handover, secrets),
        },
        OperationRefused refused => new OperationRefused(secrets.MaskLine(refused.Operation), secrets.Mask(refused.Reason)),
        _ => change,
    };

    private static Handover? Apply(Handover? handover, Redaction secrets) =>
        handover is null ? null : handover with { Fields = secrets.Mask(handover.Fields) };

    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Redaction secrets, Func<T, Redaction, T> mask)
    {
        if (items.Count == 0)
        {
            return items;
        }

        var masked = new T[items.Count];
        for (int i = 0; i < masked.Length; i++)
        {
            masked[i] = mask(items[i], secrets);
        }

        return masked;
    }
}
