using System.Collections.Immutable;
using S3Contract.Harness.Juju.Secrets;
using S3Contract.Harness.S3;

namespace S3Contract.Harness.Juju.Model;

/// <summary>Everything the simulated controller and all unit agents know at one moment. Immutable: a hook or an operator's command makes
/// a new world that shares all that did not change.</summary>
internal sealed partial class World
{
    internal static readonly World Empty = new();

    private World()
    {
    }

    /// <summary>In the order of deployment.</summary>
    internal ApplicationRecord[] ApplicationStates { get; init; } = [];

    /// <summary>In the order of addition; those that are gone are not there.</summary>
    internal UnitRecord[] Units { get; init; } = [];

    /// <summary>In the order of their numbers; those that are gone are not there.</summary>
    internal RelationRecord[] RelationStates { get; init; } = [];

    /// <summary>In the order in which they were made; those that are removed are not there.</summary>
    internal SecretRecord[] Secrets { get; init; } = [];

    /// <summary>The next unit numbers of applications that are gone, should one of that name be deployed again.</summary>
    internal ImmutableSortedDictionary<string, int> Sequences { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    internal int NextRelation { get; init; }

    internal int NextApplication { get; init; }

    internal int NextAction { get; init; } = 1;

    internal int NextStorage { get; init; }

    /// <summary>How many ids of secrets were given away, also by hooks that failed.</summary>
    internal int NextSecret { get; init; }

    /// <summary>How many hooks have run; makes each hook's context id its own.</summary>
    internal int HooksRun { get; init; }

    internal ImmutableArray<ActionResult> Results { get; init; } = [];

    /// <summary>The S3 of the run; null if it has none.</summary>
    internal S3Service? S3 { get; init; }

    internal int IndexOfUnit(UnitName unit)
    {
        for (int i = 0; i < Units.Length; i++)
        {
            if (Units[i].Name == unit)
            {
                return i;
            }
        }

        return -1;
    }

    internal int IndexOfRelation(RelationId relation)
    {
        for (int i = 0; i < RelationStates.Length; i++)
        {
            if (RelationStates[i].Id == relation)
            {
                return i;
            }
        }

        return -1;
    }

    internal RelationRecord Relation(RelationId relation) => RelationStates[IndexOfRelation(relation)];

    internal int IndexOfApplication(string application)
    {
        for (int i = 0; i < ApplicationStates.Length; i++)
        {
            if (string.Equals(ApplicationStates[i].Name, application, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    internal ApplicationRecord Application(string application) => ApplicationStates[IndexOfApplication(application)];

    /// <summary>The world of these parts.</summary>
    internal static World Of(
        ApplicationRecord[] applications, UnitRecord[] units, RelationRecord[] relations, SecretRecord[] secrets, ref readonly WorldCounters counters) => new()
        {
            ApplicationStates = applications,
            Units = units,
            RelationStates = relations,
            Secrets = secrets,
            Sequences = counters.Sequences,
            NextRelation = counters.NextRelation,
            NextApplication = counters.NextApplication,
            NextAction = counters.NextAction,
            NextStorage = counters.NextStorage,
            NextSecret = counters.NextSecret,
            HooksRun = counters.HooksRun,
            Results = counters.Results,
            S3 = counters.S3,
        };
}

/// <summary>What a <see cref="World"/> counts and collects.</summary>
internal struct WorldCounters
{
    public ImmutableSortedDictionary<string, int> Sequences;
    public ImmutableArray<ActionResult> Results;
    public S3Service? S3;
    public int NextRelation;
    public int NextApplication;
    public int NextAction;
    public int NextStorage;
    public int NextSecret;
    public int HooksRun;

    public static WorldCounters Of(World world) => new()
    {
        Sequences = world.Sequences,
        Results = world.Results,
        S3 = world.S3,
        NextRelation = world.NextRelation,
        NextApplication = world.NextApplication,
        NextAction = world.NextAction,
        NextStorage = world.NextStorage,
        NextSecret = world.NextSecret,
        HooksRun = world.HooksRun,
    };
}
