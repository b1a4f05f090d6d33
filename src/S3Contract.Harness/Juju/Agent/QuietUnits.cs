using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Juju.Secrets;

namespace S3Contract.Harness.Juju.Agent;

/// <summary>Remembers which units were found to have nothing to run. What a unit runs next depends on itself, the applications, the
/// relations and the secrets only, so the answer holds for as long as those are the very same objects; most hooks change none of the latter.</summary>
internal sealed class QuietUnits
{
    private ApplicationRecord[]? _applications;
    private RelationRecord[]? _relations;
    private SecretRecord[]? _secrets;
    private UnitRecord?[] _quiet = [];

    /// <summary>What a unit runs next, by looking only where something may have changed.</summary>
    public HookChoice NextHookOf(World world, int unitAt)
    {
        if (!ReferenceEquals(world.ApplicationStates, _applications) || !ReferenceEquals(world.RelationStates, _relations)
            || !ReferenceEquals(world.Secrets, _secrets)
            || _quiet.Length < world.Units.Length)
        {
            _applications = world.ApplicationStates;
            _relations = world.RelationStates;
            _secrets = world.Secrets;
            if (_quiet.Length < world.Units.Length)
            {
                _quiet = new UnitRecord?[world.Units.Length + 4];
            }
            else
            {
                Array.Clear(_quiet);
            }
        }

        UnitRecord unit = world.Units[unitAt];
        if (ReferenceEquals(_quiet[unitAt], unit))
        {
            return default;
        }

        HookChoice choice = NextHook.Of(world, unit);
        if (choice.IsNothing)
        {
            _quiet[unitAt] = unit;
        }

        return choice;
    }
}
