using System.Buffers;

namespace S3Contract.Reference.State;

/// <summary>What is known of a secret of Juju that a charm has made.</summary>
/// <param name="Id">Its id, without <c>secret:</c> in front.</param>
/// <param name="Application">The application that owns it, or whose unit does.</param>
/// <param name="OfUnit">Does a unit own it?</param>
internal sealed record CharmSecret(string Id, string Application, bool OfUnit)
{
    private static readonly SearchValues<char> s_idLetters = SearchValues.Create("0123456789abcdefghijklmnopqrstuv");
    private Remembered _hash;

    /// <summary>The hash of what a judgement may depend on.</summary>
    public Hash128 Hash => _hash.Of(this, StateFingerprint.Of);

    /// <summary>What its latest revision holds.</summary>
    public Databag Content { get; init; } = Databag.Empty;

    /// <summary>Its owner's label; null if it has none.</summary>
    public string? Label { get; init; }

    /// <summary>Who may read it.</summary>
    public ReadGrant[] Grants { get; init; } = [];

    /// <summary>Has it been removed?</summary>
    public bool Removed { get; init; }

    /// <summary>Was it shown on a relation that is no more?</summary>
    public bool Ended { get; init; }

    /// <summary>Did another one take its place?</summary>
    public bool Replaced { get; init; }

    /// <summary>Has a leader had an occasion to remove it since?</summary>
    public bool MayBeGone { get; init; }

    /// <summary>May any unit of an application read it?</summary>
    public bool IsReadableBy(string application) => !Removed && Array.Exists(Grants, grant => grant.IsTo(application));

    /// <summary>May a unit read it?</summary>
    public bool IsReadableBy(UnitName unit) => !Removed && Array.Exists(
        Grants, grant => grant.Subject.Contains('/', StringComparison.Ordinal)
            ? string.Equals(grant.Subject, unit.ToString(), StringComparison.Ordinal)
            : string.Equals(grant.Subject, unit.Application, StringComparison.Ordinal));

    /// <summary>The id in a URI, however it is written: <c>secret:ID</c>, <c>secret://MODEL/ID</c>, or bare.</summary>
    public static string IdIn(string uri) => uri[(uri.LastIndexOfAny(['/', ':']) + 1)..];

    /// <summary>Is this how the URI of a secret may be written?</summary>
    public static bool IsUri(string text)
    {
        ReadOnlySpan<char> id = text.StartsWith("secret:", StringComparison.Ordinal) ? IdIn(text) : text;
        return id.Length == 20 && !id.ContainsAnyExcept(s_idLetters);
    }
}

/// <summary>Who may read a secret.</summary>
/// <param name="Subject">An application or a unit.</param>
/// <param name="Relation">The relation with which the grant goes; null if that is not known.</param>
internal sealed record ReadGrant(string Subject, RelationId? Relation)
{
    /// <summary>Is it granted to an application, or to a unit of it?</summary>
    public bool IsTo(string application) => Subject.StartsWith(application, StringComparison.Ordinal)
        && (Subject.Length == application.Length || Subject[application.Length] == '/');
}
