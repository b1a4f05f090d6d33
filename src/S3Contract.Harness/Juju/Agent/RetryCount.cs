using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>How often each unit's failing hook was retried in one settle.</summary>
internal sealed class RetryCount(int most)
{
    private List<KeyValuePair<UnitName, int>>? _counts;

    /// <summary>Is the unit to be left in error? Actions still run.</summary>
    public bool IsExhausted(UnitRecord unit) => _counts is not null && unit.InError && unit.Actions.Length == 0 && Of(unit.Name) >= most;

    public void Count(HookStep step, bool retry)
    {
        bool failed = step.Outcome is HookOutcome.Failed or HookOutcome.CommitRefused;
        if (step.Hook.Kind == HookKind.Action || (!failed && _counts is null) || (failed && !retry))
        {
            return;
        }

        int count = failed ? Of(step.Unit) + 1 : 0;
        _counts ??= [];
        int at = _counts.FindIndex(entry => entry.Key == step.Unit);
        if (at >= 0)
        {
            _counts[at] = new(step.Unit, count);
        }
        else
        {
            _counts.Add(new(step.Unit, count));
        }
    }

    private int Of(UnitName unit)
    {
        foreach ((UnitName name, int count) in _counts ?? [])
        {
            if (name == unit)
            {
                return count;
            }
        }

        return 0;
    }
}
