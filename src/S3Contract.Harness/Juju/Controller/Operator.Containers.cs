using System.Collections.Immutable;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Juju.Controller;

/// <content>Workload containers: what happens to them from outside.</content>
internal static partial class Operator
{
    public static string? RestartContainer(WorldDraft draft, UnitName unit, string container) => InContainer(draft, unit, container, (known, application) =>
        (known.Restarted(application.Charm.Metadata), null));

    public static string? TurnCheck(WorldDraft draft, UnitName unit, string container, string check, bool down) => InContainer(draft, unit, container, (known, _) =>
        CheckCalls.Turned(known.Pebble, check, down) is { } pebble
            ? (known with { Pebble = pebble }, null)
            : (known, $"no check \"{check}\" that is {(down ? "up" : "down")} runs in container \"{container}\" of unit \"{unit}\""));

    public static string? Notify(WorldDraft draft, UnitName unit, string container, string key, IReadOnlyList<KeyValuePair<string, string>> data) =>
        InContainer(draft, unit, container, (known, _) =>
        {
            try
            {
                ImmutableSortedDictionary<string, string> map = PebbleState.Map<string>().SetItems(data);
                return (known with { Pebble = NoticeCalls.Notified(known.Pebble, key, map, 0, out string _) }, null);
            }
            catch (PebbleRefusal refusal)
            {
                return (known, refusal.Message);
            }
        });

    private static string? InContainer(
        WorldDraft draft, UnitName unit, string container, Func<UnitContainer, ApplicationRecord, (UnitContainer Container, string? Refusal)> change)
    {
        int at = draft.IndexOfUnit(unit);
        if (at < 0)
        {
            return $"unit \"{unit}\" not found";
        }

        UnitRecord state = draft.Units[at];
        int place = state.IndexOfContainer(container);
        if (place < 0)
        {
            return $"unit \"{unit}\" has no container \"{container}\" whose Pebble is up";
        }

        (UnitContainer changed, string? refusal) = change(state.Containers[place], draft.Applications[draft.IndexOfApplication(unit.Application)]);
        draft.Set(at, state with { Containers = state.Containers.Replaced(place, changed) });
        return refusal;
    }
}
