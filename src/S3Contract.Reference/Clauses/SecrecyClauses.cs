using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on where credentials must not show.</summary>
internal static class SecrecyClauses
{
    private const string Looked = "Looked for plain, in base64, in hexadecimal, in other letters, percent-encoded, escaped as in JSON, and split over lines. Values shorter than ";
    private const string NotLooked = " characters, and values that also stand where they are no secret, are not looked for.";
    private const string Forms = Looked + "four" + NotLooked;

    public static readonly Clause Log = new(
        "secrecy.log",
        ClauseLevel.Strict,
        Roles.Both,
        "No access key or secret key shows in `juju-log`.",
        Practice + "the log of a model is read by, and sent to, more people than may know its credentials.")
    {
        Reading = Forms,
    };

    public static readonly Clause Status = new(
        "secrecy.status",
        ClauseLevel.Strict,
        Roles.Both,
        "No access key or secret key shows in a status message.",
        Practice + "anybody who may look at the model sees its status.")
    {
        Reading = Forms,
    };

    public static readonly Clause ActionResult = new(
        "secrecy.action-result",
        ClauseLevel.Strict,
        Roles.Both,
        "No access key or secret key shows in the result or the failure message of an action.",
        Practice + "the results of actions are kept by the controller.")
    {
        Reading = Forms,
    };

    public static readonly Clause Output = new(
        "secrecy.output",
        ClauseLevel.Strict,
        Roles.Both,
        "No access key or secret key shows on standard output or standard error.",
        Juju + "both are logged line by line.")
    {
        Reading = Forms,
    };

    public static readonly Clause Databag = new(
        "secrecy.databag",
        ClauseLevel.Strict,
        Roles.Both,
        "No access key or secret key shows in a databag, but for the provider's own answer.",
        Practice + "whoever may look at a unit sees all that its databags hold, and each relation has other readers; the answer has its own.")
    {
        Version = ContractVersion.V0,
        Reading = "The requirer's bookkeeping counts, the databags of units, and relations by other interfaces; so does, in an answer, what was issued for "
            + "another requirer alone. Peer relations do not count: below Juju 3.1, and in the simulation, there are no secrets, and a leader's keys have no "
            + "other place that survives it. The fields of the interface beside the keys are open. " + Looked + "eight" + NotLooked,
    };

    public static readonly Clause NoDatabag = new(
        "secrecy.no-databag",
        ClauseLevel.Strict,
        Roles.Both,
        "Between two sides of version 1 no access key or secret key shows in any databag, of applications or of units, bookkeeping included.",
        Practice + "a secret is one only as long as it stands nowhere else.")
    {
        Version = ContractVersion.V1,
        Reading = "Beyond page, schema and library. The databags of relations by other interfaces count as well; those of peers have a clause of their own. " + Looked
            + "eight" + NotLooked,
    };

    public static readonly Clause PeerDatabag = new(
        "secrecy.peer-databag",
        ClauseLevel.Strict,
        Roles.Both,
        "An application that has a relation of version 1 puts no access key or secret key into the databag of a peer relation.",
        Juju + "from 3.1 an application keeps secrets of its own, which all its units read. " + Practice + "whoever may look at a unit sees all that its databags hold.")
    {
        Version = ContractVersion.V1,
        Reading = "Beyond page, schema and library. " + Looked + "eight" + NotLooked,
    };

    public static readonly Clause[] All = [Log, Status, ActionResult, Output, Databag, NoDatabag, PeerDatabag];
}
