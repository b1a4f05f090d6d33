using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>What there is when a line is typed.</summary>
/// <param name="Model">Who is there.</param>
/// <param name="Cast">Who plays the roles.</param>
/// <param name="Further">Words that are commands beside those of the language, with what may stand behind them.</param>
internal sealed record CompletionScene(IModel Model, Cast Cast, IReadOnlyDictionary<string, IReadOnlyList<string>> Further)
{
    /// <summary>What there is in a session now.</summary>
    /// <param name="session">The session.</param>
    /// <param name="further">Words that are commands beside those of the language, with what may stand behind them.</param>
    public static CompletionScene Of(ScriptSession session, IReadOnlyDictionary<string, IReadOnlyList<string>> further)
    {
        var known = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (OwnCommand own in session.OwnCommands)
        {
            known[own.Name] = [];
        }

        foreach ((string word, IReadOnlyList<string> behind) in further)
        {
            known[word] = behind;
        }

        return new CompletionScene(session.World, session.Cast, known)
        {
            Secrets = [.. session.World.Secrets.Where(secret => secret.Owner.IsModel).Select(secret => secret.Label)],
        };
    }

    /// <summary>The names of the secrets of an operator.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The names of the applications that are deployed.</summary>
    internal IEnumerable<string> Applications => Model.Applications.Select(application => application.Name);

    /// <summary>Names under which an application may be deployed next: one for each role.</summary>
    internal IEnumerable<string> Deployable => Names.Roles.Select(role =>
        Enumerable.Range('b', 'z' - 'b' + 1).Select(letter => $"{role}-{(char)letter}").Prepend(role).FirstOrDefault(name => Model.Find(name) is null) ?? role);

    /// <summary>The endpoints of an application's charm, peers left out.</summary>
    internal IEnumerable<string> Endpoints(string application) =>
        CharmOf(application)?.Endpoints.Where(endpoint => endpoint.Role != EndpointRole.Peer).Select(endpoint => endpoint.Name) ?? [];

    /// <summary>The charm of a unit, or of an application of that name; null if it is not deployed.</summary>
    internal CharmMetadata? CharmOf(string unitOrApplication) =>
        Model.Find(unitOrApplication.Split('/')[0]) is { Name: var name } ? Cast.Of(name).Charm.Metadata : null;

    /// <summary>What an application of a role may be deployed with.</summary>
    internal IEnumerable<string> DeployFields(string role)
    {
        Player player = string.Equals(role, "provider", StringComparison.Ordinal) ? Cast.Provider : Cast.Requirer;
        return player.Charm.Metadata.Config.Select(option => option.Name)
            .Concat(player.Profile.Set.Keys.Where(key => !string.Equals(key, ProfileLines.AnyField, StringComparison.Ordinal)));
    }
}
