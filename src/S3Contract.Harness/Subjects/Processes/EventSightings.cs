using System.Globalization;
using System.Text.RegularExpressions;
using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Observations;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// Sees a charm's custom events through what it logs during one hook: the line that <c>ops</c> logs for each observer of an event it emits,
/// or our own line <c>s3contract:event NAME relation=ID</c>. A deferred event that <c>ops</c> delivers again (<c>Re-emitting deferred
/// event</c>) was counted when it was emitted: it is the same event, not another one.
/// </summary>
internal sealed partial class EventSightings(HookTransaction transaction)
{
    private const string Own = "s3contract:event";
    private const string Ops = "Emitting custom event <";

    private readonly HashSet<string> _serials = new(StringComparer.Ordinal);

    /// <summary>Looks at a line that the charm logged.</summary>
    public void See(string text)
    {
        if (text.StartsWith(Own, StringComparison.Ordinal))
            SeeOwn(text);
        else if (text.StartsWith(Ops, StringComparison.Ordinal))
            SeeOps(text);
    }

    private static bool IsEvent(string name) => name is "credentials-requested" or "credentials-changed" or "credentials-gone";

    private void SeeOwn(string text)
    {
        Match line = OwnLine().Match(text);
        if (line.Success && IsEvent(line.Groups["name"].Value)
            && int.TryParse(line.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            transaction.Emitted(line.Groups["name"].Value, new RelationId(number));
            return;
        }

        transaction.Record(new OtherCommand(
            "juju-log: not understood: expected \"s3contract:event credentials-requested|credentials-changed|credentials-gone relation=ID\""));
    }

    private void SeeOps(string text)
    {
        Match line = OpsLine().Match(text);
        if (!line.Success)
            return;

        string name = line.Groups["kind"].Value.Replace('_', '-');
        if (!IsEvent(name) || !_serials.Add(line.Groups["path"].Value + line.Groups["serial"].Value))
            return;

        string key = line.Groups["key"].Value;
        CharmEndpoint? named = null;
        foreach (CharmEndpoint endpoint in transaction.Metadata.Endpoints)
        {
            if (string.Equals(endpoint.Name, key, StringComparison.Ordinal))
                named = endpoint;
        }

        // Other interfaces have events of these names too.
        if (named is null || string.Equals(named.Interface, "s3", StringComparison.Ordinal))
            transaction.Emitted(name, RelationOf(line, named));
    }

    // Best first: the relation that the line names; the hook's relation; the only relation there is.
    private RelationId? RelationOf(Match line, CharmEndpoint? named)
    {
        if (int.TryParse(line.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return new RelationId(number);

        CharmEndpoint? ofHook = null;
        foreach (CharmEndpoint endpoint in transaction.Metadata.Endpoints)
        {
            if (string.Equals(endpoint.Name, transaction.Hook.Endpoint, StringComparison.Ordinal)
                && string.Equals(endpoint.Interface, "s3", StringComparison.Ordinal))
            {
                ofHook = endpoint;
            }
        }

        if (ofHook is not null && (named is null || ReferenceEquals(named, ofHook)))
            return transaction.Hook.Relation;

        RelationId? only = null;
        foreach (CharmEndpoint endpoint in transaction.Metadata.Endpoints)
        {
            bool wanted = named is null ? string.Equals(endpoint.Interface, "s3", StringComparison.Ordinal) : ReferenceEquals(named, endpoint);
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

    [GeneratedRegex(@"^s3contract:event (?<name>[a-z-]+) relation=([^\s:]+:)?(?<id>[0-9]+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex OwnLine();

    [GeneratedRegex(@"^Emitting custom event <[^ ]+ via (?<path>[^ ]*?(\[(?<key>[^\]]*)\])?/on/(?<kind>[a-z_]+)\[)(?<serial>[0-9]+)\].*?(<ops\.model\.Relation [^:>]+:(?<id>[0-9]+)>.*)?>\.$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex OpsLine();
}
