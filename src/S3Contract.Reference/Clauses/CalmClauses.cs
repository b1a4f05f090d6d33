using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on coming to rest.</summary>
internal static class CalmClauses
{
    public static readonly Clause RepeatWritesNothing = new(
        "calm.repeat-writes-nothing",
        ClauseLevel.Library,
        Roles.Both,
        "A hook that runs again on a unit, with nothing changed in between, changes no databag.",
        Library + "\"if connection data did not change with respect to before the relation changed event is not triggered\".");

    public static readonly Clause BecomesQuiet = new(
        "calm.becomes-quiet",
        ClauseLevel.Core,
        Roles.Both,
        "After a change by the operator, the charms come to rest: they do not go on changing databags for ever.",
        Juju + "every change of a databag runs a hook on each unit of the other side.")
    {
        Reading = "No source gives a bound. A settle that was given up after 200 or more hooks counts against each side that went on "
            + "changing its databags until the end.",
    };

    public static readonly Clause NoNeedlessRevision = new(
        "calm.no-needless-revision",
        ClauseLevel.Library,
        Roles.Provider,
        "A secret is not set to the content that it has.",
        Library1 + "content equal to the last is not set again. "
        + Juju + "before 3.6 that is a new revision, by which each reader runs secret-changed for nothing.")
    {
        Version = ContractVersion.V1,
        Reading = "Follows the library; page and schema do not say.",
    };

    public static readonly Clause[] All = [RepeatWritesNothing, BecomesQuiet, NoNeedlessRevision];
}
