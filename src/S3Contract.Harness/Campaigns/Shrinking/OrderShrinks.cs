using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using Commands = System.Collections.Generic.IReadOnlyList<S3Contract.Harness.Scripts.Language.ScriptCommand>;

namespace S3Contract.Harness.Campaigns.Shrinking;

/// <summary>An order of hooks closer to the canonical one, and lower numbers.</summary>
internal static class OrderShrinks
{
    /// <summary>A plain <c>settle</c> instead of chosen orders and single steps.</summary>
    public static IEnumerable<Commands> PlainOrder(Commands commands)
    {
        yield return [.. commands.Select(command => command is SettleCommand settle ? settle with { Order = [] } : command)];
        for (int i = 0; i < commands.Count; i++)
        {
            switch (commands[i])
            {
                case StepCommand:
                    int run = commands.Skip(i).TakeWhile(command => command is StepCommand or SettleCommand).Count();
                    yield return [.. commands.Take(i), new SettleCommand([]), .. commands.Skip(i + run)];
                    yield return CastShrinks.Replaced(commands, i, new SettleCommand([]));
                    break;
                case SettleCommand { Order.Count: > 0 } settle:
                    yield return CastShrinks.Replaced(commands, i, settle with { Order = [] });
                    yield return CastShrinks.Replaced(commands, i, settle with { Order = settle.Order.Take(settle.Order.Count / 2).ToValueList() });
                    yield return CastShrinks.Replaced(commands, i, settle with { Order = settle.Order.SkipLast(1).ToValueList() });
                    for (int skip = 0; skip < settle.Order.Count; skip++)
                    {
                        int at = skip;
                        yield return CastShrinks.Replaced(
                            commands, i, settle with { Order = settle.Order.Where((_, index) => index != at).ToValueList() });
                    }

                    break;
                case SettleCommand { MaxHooks: not null } settle:
                    yield return CastShrinks.Replaced(commands, i, settle with { MaxHooks = null });
                    break;
            }
        }
    }

    /// <summary>Units and choices with lower numbers.</summary>
    public static IEnumerable<Commands> LowerNumbers(Commands commands)
    {
        for (int i = 0; i < commands.Count; i++)
        {
            if (commands[i] is UnitCommand { Unit: { Pick: UnitPick.Number, Number: > 0 } unit } named)
            {
                for (int lower = 0; lower < unit.Number; lower++)
                {
                    yield return CastShrinks.Replaced(commands, i, named with { Unit = unit with { Number = lower } });
                }
            }
            else if (commands[i] is SettleCommand { Order.Count: > 0 } settle)
            {
                for (int at = 0; at < settle.Order.Count; at++)
                {
                    for (int lower = 0; lower < settle.Order[at]; lower++)
                    {
                        int[] order = [.. settle.Order];
                        order[at] = lower;
                        yield return CastShrinks.Replaced(commands, i, settle with { Order = order.ToValueList() });
                    }
                }
            }
        }
    }
}
