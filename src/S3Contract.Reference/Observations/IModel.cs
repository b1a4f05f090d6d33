namespace S3Contract.Reference.Observations;

/// <summary>A model at one moment: who is there, who leads, who is related to whom, what the databags of applications hold. Whoever looks at
/// it need not know who tells of it: the steps of a run (<see cref="ObservedModel"/>), or a simulated Juju itself.</summary>
public interface IModel
{
    /// <summary>The applications, in the order of their deployment.</summary>
    IReadOnlyList<ApplicationView> Applications { get; }

    /// <summary>The relations that exist, peer relations included, in the order of their numbers.</summary>
    IReadOnlyList<RelationView> Relations { get; }
}

/// <summary>An application as an operator sees it.</summary>
/// <param name="Name">Its name.</param>
public sealed record ApplicationView(string Name)
{
    /// <summary>The unit that leads, if any.</summary>
    public UnitName? Leader { get; init; }

    /// <summary>The units that are not being removed, in the order of their addition.</summary>
    public IReadOnlyList<UnitName> Units { get; init; } = [];

    /// <summary>The units that are there, also those that are being removed, in the order of their addition.</summary>
    public IReadOnlyList<UnitName> Present { get; init; } = [];

    /// <summary>Is it being removed?</summary>
    public bool Dying { get; init; }
}

/// <summary>A relation as an operator sees it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Interface">Its interface.</param>
/// <param name="Provider">The providing application (of a peer relation: the application).</param>
/// <param name="ProviderEndpoint">Its endpoint.</param>
/// <param name="Requirer">The requiring application (of a peer relation: the application).</param>
/// <param name="RequirerEndpoint">Its endpoint.</param>
public sealed record RelationView(
    RelationId Id, string Interface, string Provider, string ProviderEndpoint, string Requirer, string RequirerEndpoint)
{
    /// <summary>Is it being removed?</summary>
    public bool Dying { get; init; }

    /// <summary>The databag of the providing application.</summary>
    public Databag Answer { get; init; } = Databag.Empty;

    /// <summary>The databag of the requiring application; of a peer relation empty.</summary>
    public Databag Request { get; init; } = Databag.Empty;

    /// <summary>Is this a peer relation?</summary>
    public bool IsPeer => Is(Provider, Requirer) && Is(ProviderEndpoint, RequirerEndpoint);

    /// <summary>Does it speak the interface?</summary>
    public bool IsUnderContract => Is(Interface, "s3") && !IsPeer;

    /// <summary>Has the requirer asked for a bucket?</summary>
    public bool IsAsked => Request.ContainsKey("bucket");

    /// <summary>Does the provider show both keys?</summary>
    public bool IsAnswered => Answer.ContainsKey("access-key") && Answer.ContainsKey("secret-key");

    /// <summary>Does it join these two?</summary>
    public bool Joins(string application, string other) =>
        (Is(Provider, application) && Is(Requirer, other)) || (Is(Provider, other) && Is(Requirer, application));

    /// <summary>The application at the other end.</summary>
    public string Other(string application) => Is(Provider, application) ? Requirer : Provider;

    /// <summary>What an application shows.</summary>
    public Databag Shown(string application) => Is(Provider, application) ? Answer : Request;

    /// <summary>The relation where an application shows something else.</summary>
    internal RelationView Showing(string application, Databag content) =>
        Is(Provider, application) ? this with { Answer = content } : this with { Request = content };

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}

/// <summary>Finds what is named in a model.</summary>
internal static class ModelSearch
{
    /// <summary>The application of a name; null if there is none.</summary>
    public static ApplicationView? Find(this IModel model, string application) =>
        model.Applications.FirstOrDefault(known => string.Equals(known.Name, application, StringComparison.Ordinal));

    /// <summary>The relation with a number; null if there is none (any more).</summary>
    public static RelationView? Find(this IModel model, RelationId relation) => model.Relations.FirstOrDefault(known => known.Id == relation);

    /// <summary>The relations under contract between two applications.</summary>
    public static IReadOnlyList<RelationView> Between(this IModel model, string application, string other) =>
        [.. model.Relations.Where(relation => relation.IsUnderContract && relation.Joins(application, other))];
}
