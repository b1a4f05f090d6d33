using System.Runtime.InteropServices;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Shrinking;

/// <summary>How large a script is to its reader. Compared part by part: what a reader has to follow first (commands, the cast), then the order
/// of hooks, then values.</summary>
/// <param name="Commands">The number of commands.</param>
/// <param name="Applications">How many applications are named besides <c>provider</c> and <c>requirer</c>.</param>
/// <param name="Units">Units deployed and added.</param>
/// <param name="Order">How far the order of hooks, and of deployments, is from the canonical one.</param>
/// <param name="Numbers">The sum of the numbers of units and choices.</param>
/// <param name="Values">How many fields there are, and how far their values are from plain ones.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScriptCost(int Commands, int Applications, int Units, int Order, int Numbers, int Values) : IComparable<ScriptCost>
{
    /// <summary>The cost of a script.</summary>
    public static ScriptCost Of(Commands commands)
    {
        int units = 0, order = 0, numbers = 0, values = 0, ordinal = 0;
        HashSet<string> others = new(StringComparer.Ordinal);
        for (int i = 0; i < commands.Count; i++)
        {
            ScriptCommand command = commands[i];
            order += i > 0 && CastShrinks.AreSwapped(commands[i - 1], command) ? 1 : 0;
            foreach (string application in command.Applications)
            {
                if (application is not (CaseApplications.Provider or CaseApplications.Requirer))
                {
                    others.Add(application);
                }
            }

            if (command is UnitCommand { Unit: { Pick: UnitPick.Number, Number: var number } })
            {
                numbers += number;
            }

            units += command.NewUnits;
            switch (command)
            {
                case StepCommand:
                    order += 3;
                    break;
                case SettleCommand settle:
                    order += settle.Order.Count + (settle.MaxHooks is null ? 0 : 1);
                    numbers += settle.Order.Sum();
                    break;
            }

            values += ValueShrinks.Cost(command, command.Given is { Count: > 0 } ? ++ordinal : ordinal);
        }

        return new ScriptCost(commands.Count, others.Count, units, order, numbers, values);
    }

    /// <inheritdoc/>
    public int CompareTo(ScriptCost other) =>
        (Commands, Applications, Units, Order, Numbers, Values)
            .CompareTo((other.Commands, other.Applications, other.Units, other.Order, other.Numbers, other.Values));
}
