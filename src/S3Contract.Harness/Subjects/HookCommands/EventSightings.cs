using System.Globalization;
using System.Text.RegularExpressions;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Metadata;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>
/// Sees a charm's custom events through what it logs during one hook: the line that <c>ops</c> logs for each observer of an event it emits
/// (<see cref="OpsEventLine"/>), or our own line <c>s3contract:event NAME relation=ID</c>. A deferred event that <c>ops</c> delivers again
/// (<c>Re-emitting deferred event</c>) was counted when it was emitted: it is the same event, not another one.
/// </summary>
internal sealed partial class EventSightings(HookTransaction transaction, EventNames names)
{
    private const string Own = "s3contract:event";

    private readonly HashSet<string> _serials = new(StringComparer.Ordinal);

    /// <summary>Looks at a line that the charm logged.</summary>
    public void See(string text)
    {
        if (text.StartsWith(Own, StringComparison.Ordinal))
            SeeOwn(text);
        else if (OpsEventLine.Read(text, name => Endpoint(name) is not null) is { } line)
            SeeOps(line);
    }

    private static bool SpeaksS3(CharmEndpoint endpoint) => string.Equals(endpoint.Interface, "s3", StringComparison.Ordinal);

    private void SeeOwn(string text)
    {
        Match line = OwnLine().Match(text);
        if (line.Success && names.Find(line.Groups["name"].Value) is var (name, other)
            && int.TryParse(line.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            transaction.Emitted(name, new RelationId(number), other);
            return;
        }

        transaction.Record(new OtherCommand(
            "juju-log: not understood: expected \"s3contract:event credentials-requested|credentials-changed|credentials-gone relation=ID\""));
    }

    private void SeeOps(OpsEventLine line)
    {
        if (names.Find(EventNames.Kebab(line.Kind)) is not var (name, other) || !_serials.Add($"{line.Path} {line.Kind} {line.Serial}"))
            return;

        // Other interfaces have events of these names too.
        CharmEndpoint? named = line.Endpoint is { } endpoint ? Endpoint(endpoint) : line.Keys.Select(Endpoint).FirstOrDefault(known => known is not null);
        if (named is null || SpeaksS3(named))
            transaction.Emitted(name, line.Relation ?? RelationOf(named), other);
    }

    // Where the line names no relation: the hook's, else the only one there is.
    private RelationId? RelationOf(CharmEndpoint? named)
    {
        CharmEndpoint? ofHook = transaction.Hook.Endpoint is { } hooked ? Endpoint(hooked) : null;
        if (ofHook is not null && SpeaksS3(ofHook) && (named is null || ReferenceEquals(named, ofHook)))
            return transaction.Hook.Relation;

        RelationId? only = null;
        foreach (CharmEndpoint endpoint in transaction.Metadata.Endpoints)
        {
            bool wanted = named is null ? SpeaksS3(endpoint) : ReferenceEquals(named, endpoint);
            if (!wanted)
                continue;
            foreach (RelationId relation in transaction.RelationIds(endpoint.Name))
            {
                if (only is not null)
                    return null;
                only = relation;
            }
        }

        return only;
    }

    private CharmEndpoint? Endpoint(string name)
    {
        foreach (CharmEndpoint endpoint in transaction.Metadata.Endpoints)
        {
            if (string.Equals(endpoint.Name, name, StringComparison.Ordinal))
                return endpoint;
        }

        return null;
    }

    [GeneratedRegex(@"^s3contract:event (?<name>[a-z-]+) relation=([^\s:]+:)?(?<id>[0-9]+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OwnLine();
}
