using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>The relation commands (§4.2) with the snapshot rules of §3.2.</content>
internal sealed partial class HookTransaction
{
    private List<OwnBags>? _own;
    private List<FirstRead>? _firstReads;

    /// <summary>Is this a relation whose scope the unit has entered and not left? Others are <c>relation not found</c> (§4.1).</summary>
    public bool KnowsRelation(RelationId relation) => _unit.IndexOf(relation) >= 0;

    /// <summary>The local endpoint of a relation that the hook knows.</summary>
    /// <exception cref="HookCommandException">The hook does not know the relation.</exception>
    public string EndpointOf(RelationId relation) => Known("relation-list", relation).Own(Unit.Application).Endpoint;

    /// <inheritdoc/>
    public IReadOnlyList<RelationId> RelationIds(string endpoint)
    {
        Require("relation-ids");
        List<RelationId>? ids = null;
        foreach (UnitRelation seen in _unit.Relations)
        {
            if (!string.Equals(_world.Relation(seen.Id).Own(Unit.Application).Endpoint, endpoint, StringComparison.Ordinal))
            {
                continue;
            }

            ids ??= new List<RelationId>(_unit.Relations.Length);
            int at = ids.Count;
            while (at > 0 && UnitOrder.CompareAsText(ids[at - 1].Number, seen.Id.Number) > 0)
            {
                at--;
            }

            ids.Insert(at, seen.Id);
        }

        return ids ?? (IReadOnlyList<RelationId>)[];
    }

    /// <inheritdoc/>
    public IReadOnlyList<UnitName> RelationList(RelationId relation)
    {
        Require("relation-list");
        _ = Known("relation-list", relation);
        UnitRelation seen = _unit.Relations[_unit.IndexOf(relation)];
        var units = new List<UnitName>(seen.Members.Length + 1);
        foreach (ref readonly SeenUnit member in seen.Members.AsSpan())
        {
            if (IsMember(relation, seen, member.Unit))
            {
                units.Add(member.Unit);
            }
        }

        // The agent counts the joining unit in while its joined hook runs.
        if (Hook.Kind == HookKind.RelationJoined && Hook.Relation == relation && Hook.RemoteUnit is { } joining && seen.IndexOf(joining) < 0)
        {
            int at = 0;
            while (at < units.Count && UnitOrder.Compare(units[at], joining) < 0)
            {
                at++;
            }

            units.Insert(at, joining);
        }

        return units;
    }

    /// <inheritdoc/>
    public string? RelationApplication(RelationId relation)
    {
        Require("relation-list");
        return Known("relation-list", relation).Counterpart(Unit.Application).Application;
    }

    /// <inheritdoc/>
    public Databag RelationGet(RelationId relation, UnitName unit)
    {
        Require("relation-get");
        RelationRecord state = Known("relation-get", relation);
        Databag content = unit == Unit ? OwnUnitBag(relation, state) : OtherUnitBag(relation, state, unit);
        Record(new DatabagRead(relation, unit == Unit ? _unit.Text : unit.ToString(), content));
        return content;
    }

    /// <inheritdoc/>
    public Databag RelationGet(RelationId relation, string application)
    {
        Require("relation-get");
        RelationRecord state = Known("relation-get", relation);
        Databag content;
        if (string.Equals(application, Unit.Application, StringComparison.Ordinal))
        {
            if (!_leads && !state.IsPeer)
            {
                throw Refuse("relation-get", "permission denied", relation: relation, read: true, arguments: Arguments(relation, state, true));
            }

            content = _leads ? Own(relation, state).LoadApplication(state.Own(application)) : state.Own(application).Bag.Content;
        }
        else if (state.Involves(application))
        {
            content = state.Counterpart(Unit.Application).Bag.Content;
        }
        else
        {
            throw Refuse("relation-get", "permission denied", relation: relation, arguments: Arguments(relation, state, true));
        }

        Record(new DatabagRead(relation, application, content));
        return content;
    }

    /// <inheritdoc/>
    public void RelationSet(RelationId relation, bool application, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        Require("relation-set");
        RelationRecord state = Known("relation-set", relation);
        if (application && !_leads)
        {
            throw Refuse(
                "relation-set", "cannot write relation settings", relation: relation, write: true, arguments: Arguments(relation, state, true));
        }

        OwnBags own = Own(relation, state);
        RelationSide side = state.Own(Unit.Application);
        Databag now = application ? own.LoadApplication(side) : own.LoadUnit(side, Unit);
        for (int i = 0; i < changes.Count; i++)
        {
            (string key, string value) = changes[i];
            if (key.Length == 0)
            {
                throw Refuse("relation-set", $"expected \"key=value\", got \"={value}\"", 2, relation, application);
            }
        }

        now = now.With(changes);
        if (IsTooLarge(now))
        {
            throw Lack(
                "relation-set",
                $"databags of more than {MostKeys} keys or {MostCharacters / 1024 / 1024} MiB",
                $"cannot write relation settings: more than {MostKeys} keys or {MostCharacters / 1024 / 1024} MiB, which is more than the simulated Juju of s3contract takes");
        }

        if (application)
        {
            own.ApplicationNow = now;
            own.ApplicationWritten = true;
        }
        else
        {
            own.UnitNow = now;
        }

        Record(new DatabagWrite(relation, application, changes));
        if (application)
        {
            LoseLeadershipIfArmed();
        }
    }

    // Juju's own limit is that of a document of its database, 16 MiB.
    private const int MostKeys = 10_000;
    private const int MostCharacters = 4 * 1024 * 1024;

    private static bool IsTooLarge(Databag content)
    {
        int characters = 0;
        foreach ((string key, string value) in content.Items)
        {
            characters += key.Length + value.Length;
        }

        return content.Count > MostKeys || characters > MostCharacters;
    }

    /// <summary><c>relation-model-get -r ID</c>: the UUID of the model at the other end, which is always the own model.</summary>
    public string RelationModelGet(RelationId relation)
    {
        RequireOfThisJuju("relation-model-get");
        RelationRecord state = Known("relation-model-get", relation);
        Record(new OtherCommand("relation-model-get" + Arguments(relation, state, false)));
        return _options.ModelUuid;
    }

    internal List<OwnBags>? OwnBagsLoaded => _own;

    internal List<FirstRead>? FirstReads => _firstReads;

    private string Arguments(RelationId relation, RelationRecord state, bool application) =>
        $" -r {relation.At(state.Own(Unit.Application).Endpoint)}{(application ? " --app" : "")}";

    private RelationRecord Known(string command, RelationId relation) => KnowsRelation(relation)
        ? _world.Relation(relation)
        : throw Refuse(command, $"invalid value \"{relation}\" for option -r: relation not found", 2, relation, arguments: $" -r {relation}");

    private Databag OwnUnitBag(RelationId relation, RelationRecord state) => Own(relation, state).LoadUnit(state.Own(Unit.Application), Unit);

    private Databag OtherUnitBag(RelationId relation, RelationRecord state, UnitName unit)
    {
        if (!state.Involves(unit.Application))
        {
            throw Refuse("relation-get", "permission denied", relation: relation, arguments: $"{Arguments(relation, state, false)} - {unit}");
        }

        RelationSide side = string.Equals(unit.Application, Unit.Application, StringComparison.Ordinal)
            ? state.Own(Unit.Application)
            : state.Counterpart(Unit.Application);
        if (side.Find(unit) is not { } member)
        {
            throw Refuse(
                "relation-get",
                $"cannot read settings for unit \"{unit}\" in relation \"{state.Key}\": settings not found",
                relation: relation,
                arguments: $"{Arguments(relation, state, false)} - {unit}");
        }

        int relationAt = _unit.IndexOf(relation);
        UnitRelation seen = _unit.Relations[relationAt];
        if (!IsMember(relation, seen, unit))
        {
            return member.Bag.Content;
        }

        if (seen.IndexOf(unit) is >= 0 and int at && seen.Members[at].Cached is { } cached)
        {
            return cached.Content;
        }

        (_firstReads ??= []).Add(new FirstRead(relation, unit, member.Bag));
        return member.Bag.Content;
    }

    // §3.2: units whose joined hook was run, with the unit of the running joined hook, without that of the running departed hook.
    private bool IsMember(RelationId relation, UnitRelation seen, UnitName unit) =>
        Hook.Relation == relation && Hook.RemoteUnit == unit && Hook.Kind is HookKind.RelationJoined or HookKind.RelationDeparted
            ? Hook.Kind == HookKind.RelationJoined
            : seen.IndexOf(unit) >= 0;

    private OwnBags Own(RelationId relation, RelationRecord state)
    {
        if (_own is not null)
        {
            foreach (OwnBags loaded in _own)
            {
                if (loaded.Relation == relation)
                {
                    return loaded;
                }
            }
        }

        var own = new OwnBags(relation);
        (_own ??= []).Add(own);
        return own;
    }
}

/// <summary>The own databags of one relation as a hook sees them: loaded at first use, then with the hook's own writes (§3.2).</summary>
internal sealed class OwnBags(RelationId relation)
{
    public RelationId Relation { get; } = relation;

    public Databag? UnitBefore { get; private set; }

    public Databag? UnitNow { get; set; }

    public Databag? ApplicationBefore { get; private set; }

    public Databag? ApplicationNow { get; set; }

    /// <summary>Was a write to the application's databag accepted? Then the commit checks leadership, even if nothing differs.</summary>
    public bool ApplicationWritten { get; set; }

    public Databag LoadUnit(RelationSide side, UnitName unit)
    {
        UnitBefore ??= side.Find(unit)!.Bag.Content;
        return UnitNow ??= UnitBefore;
    }

    public Databag LoadApplication(RelationSide side)
    {
        ApplicationBefore ??= side.Bag.Content;
        return ApplicationNow ??= ApplicationBefore;
    }
}

/// <summary>A remote unit's databag that the agent fetched during a hook, and keeps.</summary>
internal readonly record struct FirstRead(RelationId Relation, UnitName Unit, Bag Bag);
