using System.Diagnostics.CodeAnalysis;
using S3Contract.Harness.Juju.Model;

namespace S3Contract.Harness.Juju.Hooks;

/// <summary>The flush at the end of a hook that succeeded (§3.1): everything the hook wants to change takes effect at once, or nothing does.</summary>
internal static class Commit
{
    /// <summary>Would the controller refuse the flush? Leadership is checked again if the application's databag was written.</summary>
    public static bool IsRefused(HookTransaction transaction, [NotNullWhen(true)] out string? reason)
    {
        reason = transaction.SecretsRefused is { } secrets ? $"cannot apply changes: {secrets}"
            : transaction.PortsRefused is { } port ? $"cannot apply changes: {port}"
            : null;
        if (reason is not null)
        {
            return true;
        }

        if (!transaction.Leads && transaction.OwnBagsLoaded is { } own)
        {
            foreach (OwnBags bags in own)
            {
                if (bags.ApplicationWritten)
                {
                    reason = $"cannot apply changes: \"{transaction.Unit}\" is not leader of \"{transaction.Unit.Application}\"";
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Writes the databags that differ from what the controller stores, and says which.</summary>
    public static IReadOnlyList<DatabagCommit> Apply(HookTransaction transaction, WorldDraft draft)
    {
        if (transaction.OwnBagsLoaded is not { } own)
        {
            return [];
        }

        List<DatabagCommit>? commits = null;
        foreach (OwnBags bags in own)
        {
            if (bags.ApplicationWritten && !bags.ApplicationNow!.Equals(bags.ApplicationBefore))
            {
                (commits ??= []).Add(new DatabagCommit(bags.Relation, true, bags.ApplicationBefore!, bags.ApplicationNow));
                WriteApplication(draft, bags, transaction.Unit);
            }

            if (bags.UnitNow is { } now && !now.Equals(bags.UnitBefore))
            {
                (commits ??= []).Add(new DatabagCommit(bags.Relation, false, bags.UnitBefore!, now));
                WriteUnit(draft, bags, transaction.Unit);
            }
        }

        return commits ?? (IReadOnlyList<DatabagCommit>)[];
    }

    private static void WriteApplication(WorldDraft draft, OwnBags bags, UnitName unit)
    {
        int at = draft.IndexOfRelation(bags.Relation);
        RelationRecord relation = draft.Relations[at];
        RelationSide side = relation.Own(unit.Application);
        draft.Set(at, relation.WithOwn(unit.Application, side with { Bag = new Bag(bags.ApplicationNow!, side.Bag.Version + 1) }));
    }

    private static void WriteUnit(WorldDraft draft, OwnBags bags, UnitName unit)
    {
        int at = draft.IndexOfRelation(bags.Relation);
        RelationRecord relation = draft.Relations[at];
        RelationSide side = relation.Own(unit.Application);
        int memberAt = side.IndexOf(unit);
        RelationMember member = side.Units[memberAt];
        member = member with { Bag = new Bag(bags.UnitNow!, member.Bag.Version + 1) };
        draft.Set(at, relation.WithOwn(unit.Application, side with { Units = side.Units.Replaced(memberAt, member) }));
    }
}
