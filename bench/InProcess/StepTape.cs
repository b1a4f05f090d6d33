using System.Runtime.InteropServices;
using S3Contract.Charms;
using S3Contract.Reference.Observations;

namespace S3Contract.Bench.InProcess;

/// <summary>The floor of judged hooks: the steps of a life, known beforehand, walked over a state of a few numbers without an allocation. It
/// decides nothing about what comes next, has no texts, and knows four rules.</summary>
internal sealed class StepTape
{
    private const int Units = 4;
    private readonly Entry[] _entries;

    private StepTape(Entry[] entries) => _entries = entries;

    /// <summary>The tape of some steps.</summary>
    public static StepTape Of(IReadOnlyList<Step> steps)
    {
        RelationId contract = steps.OfType<ModelStep>().Select(step => step.Change).OfType<RelationAdded>().Single(added => added.IsUnderContract).Relation;
        return new StepTape([.. steps.Select(step => Entry.Of(step, contract))]);
    }

    /// <summary>Walks all steps.</summary>
    /// <returns>How often a rule was broken: 0.</returns>
    public int Walk()
    {
        var state = new State { Leaders = 0b0101 };
        int broken = 0;
        foreach (ref readonly Entry entry in _entries.AsSpan())
        {
            broken += state.Take(entry);
        }

        return broken;
    }

    private static int Number(UnitName unit) => (unit.Application is "provider" ? 0 : 2) + unit.Number;

    // One step: what happened, to which unit, and what it wrote for its application.
    private readonly record struct Entry(HookKind? Hook, byte Unit, sbyte Remote, bool Concerns, bool Writes, bool Moves)
    {
        public static Entry Of(Step step, RelationId contract) => step switch
        {
            HookStep hook => new(
                hook.Hook.Kind,
                (byte)Number(hook.Unit),
                hook.Hook.RemoteUnit is { } remote ? (sbyte)Number(remote) : (sbyte)-1,
                hook.Hook.Relation == contract,
                hook.Commits.Any(commit => commit.Application && commit.Relation == contract),
                false),
            ModelStep { Change: LeaderMoved { To: { } to } } => new(null, (byte)Number(to), -1, false, false, true),
            _ => new(null, 0, -1, false, false, false),
        };
    }

    [StructLayout(LayoutKind.Auto)]
    private struct State
    {
        private uint _joined;
        private uint _broken;
        private ulong _seen;
        private uint _version;

        public uint Leaders;

        public int Take(in Entry entry)
        {
            int unit = entry.Unit;
            uint own = 1u << unit;
            if (entry.Moves)
            {
                Leaders = (Leaders & ~(unit < 2 ? 0b0011u : 0b1100u)) | own;
                return 0;
            }

            int problems = 0;
            if (entry.Writes)
            {
                _version++;
                problems += (Leaders & own) == 0 ? 1 : 0;
                problems += (_broken & own) != 0 ? 1 : 0;
            }

            if (!entry.Concerns)
            {
                return problems;
            }

            uint pair = entry.Remote < 0 ? 0 : 1u << ((unit * Units) + entry.Remote);
            switch (entry.Hook)
            {
                case HookKind.RelationJoined:
                    problems += (_joined & pair) != 0 ? 1 : 0;
                    _joined |= pair;
                    break;
                case HookKind.RelationChanged:
                    uint before = (uint)(_seen >> (unit * 16)) & 0xFFFF;
                    problems += before > _version ? 1 : 0;
                    _seen = (_seen & ~(0xFFFFul << (unit * 16))) | ((ulong)_version << (unit * 16));
                    break;
                case HookKind.RelationDeparted:
                    problems += (_joined & pair) == 0 ? 1 : 0;
                    _joined &= ~pair;
                    break;
                case HookKind.RelationBroken:
                    _broken |= own;
                    break;
                default:
                    break;
            }

            return problems;
        }
    }
}
