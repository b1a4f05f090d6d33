using S3Contract.Harness.Juju.Agent;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Juju.Controller;

/// <summary>What an operator does to the model, as changes of a draft. Each answers null, or Juju's reason to refuse; after a refusal the
/// draft is to be thrown away.</summary>
internal static partial class Operator
{
    public static string? Deploy(
        WorldDraft draft, string application, CharmRevision charm, int units, IReadOnlyList<KeyValuePair<string, string>> config, Roles role,
        JujuVersion version, bool? makesOwnKeys = null)
    {
        if (draft.IndexOfApplication(application) >= 0)
        {
            return $"cannot add application \"{application}\": application already exists";
        }

        if (!IsApplicationName(application))
        {
            return $"invalid application name \"{application}\"";
        }

        if (units < 0)
        {
            return "--num-units must be a positive integer";
        }

        config = WithSecrets(draft, charm.Metadata, config);
        if (ConfigState.Defaults(charm.Metadata).With(charm.Metadata, config, [], out string? refusal) is not { } settings)
        {
            return refusal;
        }

        draft.Add(new ApplicationRecord(application, charm, draft.Counters.NextApplication++)
        {
            Config = settings,
            NextUnit = draft.Counters.Sequences.GetValueOrDefault(application),
            LeaderSettingsVersion = version.HasLeaderSettings ? 1 : 0,
        });
        draft.Changes.Add(new ApplicationDeployed(application, charm.Metadata.Name) { Role = role, MakesOwnKeys = makesOwnKeys });
        if (config.Count > 0)
        {
            draft.Changes.Add(new ConfigChanged(application, config));
        }

        AddPeers(draft, application, charm.Metadata.Endpoints);
        AddUnits(draft, draft.IndexOfApplication(application), units);
        return null;
    }

    public static string? AddUnit(WorldDraft draft, string application, int count)
    {
        int at = draft.IndexOfApplication(application);
        if (at < 0)
        {
            return $"application \"{application}\" not found";
        }

        if (draft.Applications[at].Dying)
        {
            return $"cannot add unit to application \"{application}\": application is not found or not alive";
        }

        if (count < 1)
        {
            return "--num-units must be a positive integer";
        }

        AddUnits(draft, at, count);
        return null;
    }

    public static string? RemoveUnit(WorldDraft draft, UnitName unit)
    {
        int at = draft.IndexOfUnit(unit);
        if (at < 0)
        {
            return $"unit \"{unit}\" not found";
        }

        if (draft.Units[at].Dying)
        {
            return $"unit \"{unit}\" is being removed already";
        }

        Departure.UnitDies(draft, at);
        return null;
    }

    public static string? RemoveApplication(WorldDraft draft, string application)
    {
        int at = draft.IndexOfApplication(application);
        if (at < 0)
        {
            return $"application \"{application}\" not found";
        }

        if (draft.Applications[at].Dying)
        {
            return $"application \"{application}\" is being removed already";
        }

        draft.Set(at, draft.Applications[at] with { Dying = true });
        draft.Changes.Add(new ApplicationRemoved(application));
        foreach (RelationRecord relation in draft.Relations.ToArray())
        {
            if (relation.Involves(application))
            {
                Departure.RelationDies(draft, draft.IndexOfRelation(relation.Id));
            }
        }

        foreach (UnitRecord unit in draft.Units.ToArray())
        {
            if (!unit.Dying && string.Equals(unit.Name.Application, application, StringComparison.Ordinal))
            {
                Departure.UnitDies(draft, draft.IndexOfUnit(unit.Name));
            }
        }

        Departure.RemoveApplicationIfEmpty(draft, application);
        return null;
    }

    public static string? Configure(
        WorldDraft draft, string application, IReadOnlyList<KeyValuePair<string, string>> options, IReadOnlyList<string> reset)
    {
        int at = draft.IndexOfApplication(application);
        if (at < 0)
        {
            return $"application \"{application}\" not found";
        }

        ApplicationRecord state = draft.Applications[at];
        options = WithSecrets(draft, state.Charm.Metadata, options);
        if (state.Config.With(state.Charm.Metadata, options, reset, out string? refusal) is not { } config)
        {
            return refusal;
        }

        draft.Set(at, state with { Config = config });
        draft.Changes.Add(new ConfigChanged(application, options) { Reset = reset.Count == 0 ? null : reset });
        return null;
    }

    private static void AddUnits(WorldDraft draft, int applicationAt, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ApplicationRecord application = draft.Applications[applicationAt];
            var name = new UnitName(application.Name, application.NextUnit);
            draft.Set(applicationAt, application with { NextUnit = application.NextUnit + 1 });
            draft.Add(new UnitRecord(name, UnitRecord.AddressOf(application.Ordinal, name.Number))
            {
                CharmVersion = application.CharmVersion,
                Storage = NewStorage(draft, application.Charm.Metadata),
                Containers = UnitContainer.Of(application.Charm.Metadata),
            });
            draft.Changes.Add(new UnitAdded(name));
            if (application.Leader is null)
            {
                Leadership.Move(draft, applicationAt, name);
            }
        }
    }

    // Numbered through the model, as in Juju.
    private static UnitStorage[] NewStorage(WorldDraft draft, CharmMetadata metadata)
    {
        List<UnitStorage> made = [];
        foreach (CharmStorage storage in metadata.Storage)
        {
            for (int i = 0; i < storage.Count && !storage.IsBlock; i++)
            {
                made.Add(new UnitStorage(FormattableString.Invariant($"{storage.Name}/{draft.Counters.NextStorage++}"), Attached: false));
            }
        }

        return [.. made];
    }

    // [a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*: parts between hyphens, each with a letter, the first beginning with one.
    private static bool IsApplicationName(string name)
    {
        bool letter = false;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (c is >= 'a' and <= 'z')
            {
                letter = true;
            }
            else if (c == '-')
            {
                if (!letter)
                {
                    return false;
                }

                letter = false;
            }
            else if (c is not (>= '0' and <= '9') || i == 0)
            {
                return false;
            }
        }

        return letter;
    }
}
