using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on who may write which databag, and when.</summary>
internal static class WriteClauses
{
    public static readonly Clause LeaderOnly = new(
        "write.leader-only",
        ClauseLevel.Core,
        Roles.Both,
        "Only the unit that leads an application writes that application's databag.",
        Juju + "`relation-set --app` is refused to a unit that does not lead (\"cannot write relation settings\"). "
        + Library + "\"only the leader unit can call it\".")
    {
        Reading = "A unit that was told by `is-leader`, in the same hook, that it leads, and lost leadership after that, has done nothing "
            + "wrong: Juju's answer is a promise for 30 seconds.",
    };

    public static readonly Clause NoAttempt = new(
        "write.no-attempt",
        ClauseLevel.Core,
        Roles.Both,
        "A unit that does not lead does not even try to write its application's databag, nor fails by reading it.",
        Juju + "a refused `relation-set --app` (and the `relation-get` of the own application's databag that often precedes it) exits "
        + "with an error, which ends most hooks. "
        + Library + "each setter first asks whether the unit leads and returns if not.")
    {
        Reading = "An attempt that Juju refuses changes no databag, yet it usually kills the hook, and it shows that the charm does not "
            + "know when it leads. A refused read alone counts only if the hook then failed: a charm may ask and take no for an answer.",
    };

    public static readonly Clause OwnSide = new(
        "write.own-side",
        ClauseLevel.Core,
        Roles.Both,
        "A unit changes only databags of its own application and its own, on relations its application takes part in.",
        Juju + "`relation-set` names a relation, never another application or unit.")
    {
        Reading = "Juju leaves a charm no way to break this; the clause checks that a run, also one that was recorded elsewhere, shows it.",
    };

    public static readonly Clause NothingAfterBroken = new(
        "write.nothing-after-broken",
        ClauseLevel.Core,
        Roles.Both,
        "From its relation-broken on, a unit puts nothing into the databags of that relation and does not try to.",
        Juju + "in relation-broken writing still works, but nobody is left to read; afterwards the relation is unknown to the unit.")
    {
        Reading = "Deleting keys in relation-broken is tidying up and allowed; so is a `relation-set` that changes nothing.",
    };

    public static readonly Clause SetterNoOp = new(
        "write.setter-no-op",
        ClauseLevel.Library,
        Roles.Both,
        "An action that calls a setter of the library on a unit that does not lead is a silent no-op: it changes no databag of the "
        + "application, is refused nothing and does not fail.",
        Library + "`update_connection_info` returns at once if the unit is not leader.")
    {
        Reading = "Which actions call a setter cannot be seen, so any action is held to it. An action may call itself failed there: many "
            + "charms tell the operator to use the leader.",
        Fields = [ContractFields.Bucket, .. ContractFields.Optional],
    };

    public static readonly Clause ApplicationDatabag = new(
        "write.application-databag",
        ClauseLevel.Core,
        Roles.Both,
        "`bucket`, `access-key` and `secret-key` stand in the application's databag, never in a unit's.",
        Data + "\"It should be placed in the **application** databag\" (said of both sides).");

    public static readonly Clause[] All = [LeaderOnly, NoAttempt, OwnSide, NothingAfterBroken, SetterNoOp, ApplicationDatabag];
}
