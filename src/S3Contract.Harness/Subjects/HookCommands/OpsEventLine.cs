using System.Globalization;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>
/// What a line says that <c>ops</c> logs for each observer of a custom event it emits: <c>Emitting custom event &lt;…&gt;.</c> What stands in
/// the brackets is the text of the event's class, which differs between versions of <c>ops</c> and which a library may write itself. So
/// only what all forms have in common is read: the event's handle <c>PATH/on/KIND[SERIAL]</c>, and a relation wherever one is named.
/// </summary>
/// <param name="Path">The path of the object that emits: <c>Charm/S3Requirer[s3-credentials]</c>. Keys stand in brackets.</param>
/// <param name="Kind">The name of the event in the code of the charm: <c>credentials_changed</c>.</param>
/// <param name="Serial">The number of the emission, the same for each observer and when it is delivered again after a defer.</param>
/// <param name="Relation">The number of the relation that the line names; null if it names none.</param>
/// <param name="Endpoint">The endpoint of that relation; null if the line does not say.</param>
internal sealed partial record OpsEventLine(string Path, string Kind, string Serial, RelationId? Relation, string? Endpoint)
{
    /// <summary>The keys in the path, the innermost first: a library object has the name of its endpoint for a key.</summary>
    public IEnumerable<string> Keys => KeyPattern().Matches(Path).Reverse().Select(key => key.Groups["key"].Value);

    /// <summary>Reads a line.</summary>
    /// <param name="text">What was given to <c>juju-log</c>.</param>
    /// <param name="isEndpoint">Does the charm have an endpoint of this name?</param>
    /// <returns>Null if the line does not tell of an emission; a deferred event that is delivered again was emitted before.</returns>
    public static OpsEventLine? Read(string text, Func<string, bool> isEndpoint)
    {
        Match start = Emission().Match(text);
        if (!start.Success)
            return null;

        // An event may hold others in its text: the outermost is meant.
        string told = text[(start.Length - 1)..];
        Match? handle = Outermost(told, Handle().Matches(told));
        if (handle is null)
            return null;

        Match? named = Outermost(told, NamedRelation().Matches(told).Where(relation => isEndpoint(relation.Groups["name"].Value)));
        Match? relation = named ?? Outermost(told, NumberedRelation().Matches(told));
        return new OpsEventLine(
            handle.Groups["path"].Value,
            handle.Groups["kind"].Value,
            handle.Groups["serial"].Value,
            relation is not null && int.TryParse(relation.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? new RelationId(id)
                : null,
            named?.Groups["name"].Value);
    }

    // The one around which the fewest brackets stand; of equals the first.
    private static Match? Outermost(string text, IEnumerable<Match> matches) =>
        matches.MinBy(match => text.AsSpan(0, match.Index).Count('<') - text.AsSpan(0, match.Index).Count('>'));

    // A charm's own formatter may put something before it; what is emitted again is no emission.
    [GeneratedRegex(@"^([^<]{0,80}[\s:\]])?Emitting\s[^<]{0,40}<", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Emission();

    [GeneratedRegex(@"(?<path>[^\s<>='""(),]+)/on/(?<kind>[A-Za-z_][A-Za-z0-9_]*)\[(?<serial>[^\]\s]+)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Handle();

    [GeneratedRegex(@"\[(?<key>[^\]]*)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"\b(?<name>[A-Za-z][A-Za-z0-9_-]*):(?<id>[0-9]+)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamedRelation();

    [GeneratedRegex(@"\brelation([_ -]?id)?\s*[=:]\s*(?<id>[0-9]+)\b|Relation\([^()<>]*\bid=(?<id>[0-9]+)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NumberedRelation();
}
