using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Shrinking;

/// <summary>Fewer applications, relations and units.</summary>
internal static class CastShrinks
{
    /// <summary>Without a further application of a role: what it did is left out, or done by the first one of the role.</summary>
    public static IEnumerable<Commands> OneOfEachRole(Commands commands)
    {
        string[] others =
        [
            .. commands.SelectMany(command => command.Applications).Where(application => application is not (CaseApplications.Provider or CaseApplications.Requirer))
                .Distinct(StringComparer.Ordinal),
        ];
        foreach (string other in others)
        {
            yield return [.. commands.Where(command => !command.Applications.Contains(other, StringComparer.Ordinal))];
            yield return
            [
                .. commands.Where(command => command is not DeployCommand deploy || !Is(deploy.Application, other)).Select(command =>
                    command.Rename(application => Is(application, other) ? Names.RoleOf(other) : application)),
            ];
            yield return [.. commands.Select(command => command.Rename(application => Is(application, other) ? Names.RoleOf(other) : application))];
        }
    }

    /// <summary>Fewer units where some are added.</summary>
    public static IEnumerable<Commands> FewerUnits(Commands commands)
    {
        for (int i = 0; i < commands.Count; i++)
        {
            if (commands[i].NewUnits is > 1 and var units)
            {
                yield return Replaced(commands, i, commands[i].WithNewUnits(1));
                yield return Replaced(commands, i, commands[i].WithNewUnits(units - 1));
            }
        }
    }

    /// <summary>Deployments in a row, sorted: providers first.</summary>
    public static IEnumerable<Commands> ProvidersFirst(Commands commands)
    {
        for (int i = 0; i + 1 < commands.Count; i++)
        {
            if (AreSwapped(commands[i], commands[i + 1]))
            {
                yield return [.. commands.Take(i), commands[i + 1], commands[i], .. commands.Skip(i + 2)];
            }
        }
    }

    /// <summary>Would a reader expect the second of two commands before the first?</summary>
    public static bool AreSwapped(ScriptCommand first, ScriptCommand second) =>
        first is DeployCommand one && second is DeployCommand other && string.CompareOrdinal(one.Application, other.Application) > 0;

    /// <summary>The commands with one of them replaced.</summary>
    public static Commands Replaced(Commands commands, int index, ScriptCommand command)
    {
        ScriptCommand[] replaced = [.. commands];
        replaced[index] = command;
        return replaced;
    }

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
