namespace S3Contract.Harness.Reports.Html;

/// <summary>Who sees what a hook wrote: the first hook of each other unit that reads the databag as it then is, or, where a unit reads nothing,
/// the first that Juju runs because of it.</summary>
internal static class Audience
{
    /// <summary>The steps in which a databag was read, and those in which a unit was told of it and did not look.</summary>
    /// <param name="steps">The run.</param>
    /// <param name="writer">The hook that wrote it.</param>
    /// <param name="commit">What it wrote.</param>
    /// <param name="owner">Whose databag it is.</param>
    public static (IReadOnlyList<int> Seen, IReadOnlyList<int> Told) Of(IReadOnlyList<Step> steps, HookStep writer, DatabagCommit commit, string owner)
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var told = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (HookStep hook in steps.Skip(writer.Index + 1).OfType<HookStep>())
        {
            string unit = hook.Unit.ToString();
            if (hook.Unit != writer.Unit)
            {
                if (hook.Entries.Any(entry => entry is DatabagRead read && read.Relation == commit.Relation && Is(read.Owner, owner)))
                {
                    seen.TryAdd(unit, hook.Index);
                }
                else if (hook.Hook.Kind == HookKind.RelationChanged && hook.Hook.Relation == commit.Relation && !Is(hook.Unit.Application, writer.Unit.Application))
                {
                    told.TryAdd(unit, hook.Index);
                }
            }

            // Whoever looks after the next write sees that one.
            if (Is(hook.Unit.Application, writer.Unit.Application) && hook.Commits.Any(other => other.Relation == commit.Relation && Is(Owner(hook, other), owner)))
            {
                break;
            }
        }

        return ([.. seen.Values.Order()], [.. told.Where(one => !seen.ContainsKey(one.Key)).Select(one => one.Value).Order()]);
    }

    /// <summary>The steps in which a secret was read as a step left it, and those in which a unit was told of it and did not look.</summary>
    /// <param name="steps">The run.</param>
    /// <param name="from">The step that made, changed or granted it.</param>
    /// <param name="secret">The secret.</param>
    public static (IReadOnlyList<int> Seen, IReadOnlyList<int> Told) Of(IReadOnlyList<Step> steps, Step from, string secret)
    {
        UnitName? writer = (from as HookStep)?.Unit;
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var told = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (Step step in steps.Skip(from.Index + 1))
        {
            if (step is HookStep hook && hook.Unit != writer)
            {
                if (hook.Entries.Any(entry => entry is SecretRead read && Is(read.Secret, secret)))
                {
                    seen.TryAdd(hook.Unit.ToString(), hook.Index);
                }
                else if (hook.Hook.Kind == HookKind.SecretChanged && hook.Hook.Secret is { } about && Is(about, secret))
                {
                    told.TryAdd(hook.Unit.ToString(), hook.Index);
                }
            }

            if (SecretDeeds.In(step).Any(deed => deed.Content && Is(deed.Secret, secret)))
            {
                break;
            }
        }

        return ([.. seen.Values.Order()], [.. told.Where(one => !seen.ContainsKey(one.Key)).Select(one => one.Value).Order()]);
    }

    /// <summary>Whose databag a commit is about.</summary>
    public static string Owner(HookStep hook, DatabagCommit commit) => commit.Application ? hook.Unit.Application : hook.Unit.ToString();

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
