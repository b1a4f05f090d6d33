using S3Contract.Charms;
using S3Contract.Harness.Juju;
using S3Contract.Harness.Subjects;

namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>An application, as far as its names may be typed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Units">Its units: <c>provider/0</c>.</param>
/// <param name="Endpoints">The endpoints of its charm, peers left out.</param>
/// <param name="Actions">The actions of its charm.</param>
/// <param name="Options">The options of its charm.</param>
public sealed record CompletionApplication(
    string Name, IReadOnlyList<string> Units, IReadOnlyList<string> Endpoints, IReadOnlyList<string> Actions, IReadOnlyList<string> Options);

/// <summary>What there is when a line is typed.</summary>
/// <param name="Applications">The applications that are deployed.</param>
/// <param name="Deployable">Names under which one may be deployed next.</param>
/// <param name="ProviderFields">What a provider may be deployed with.</param>
/// <param name="RequirerFields">What a requirer may be deployed with.</param>
/// <param name="Further">Words that are commands beside those of the language, with what may stand behind them.</param>
public sealed record CompletionScene(
    IReadOnlyList<CompletionApplication> Applications,
    IReadOnlyList<string> Deployable,
    IReadOnlyList<string> ProviderFields,
    IReadOnlyList<string> RequirerFields,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Further)
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

        CompletionApplication[] applications = [.. session.World.Applications.Select(application => Of(application, session.Cast.Of(application.Name).Charm.Metadata))];
        return new CompletionScene(
            applications,
            [.. Names.Roles.Select(role => Free(role, applications))],
            Fields(session.Cast.Provider),
            Fields(session.Cast.Requirer),
            known);
    }

    /// <summary>The application of a unit, or of its own name; null if it is not deployed.</summary>
    internal CompletionApplication? Of(string unitOrApplication)
    {
        string name = unitOrApplication.Split('/')[0];
        return Applications.FirstOrDefault(application => string.Equals(application.Name, name, StringComparison.Ordinal));
    }

    /// <summary>What an application of a role may be deployed with.</summary>
    internal IReadOnlyList<string> DeployFields(string role) => string.Equals(role, "provider", StringComparison.Ordinal) ? ProviderFields : RequirerFields;

    private static CompletionApplication Of(ApplicationView application, CharmMetadata charm) => new(
        application.Name,
        [.. application.Units.Select(unit => unit.ToString())],
        [.. charm.Endpoints.Where(endpoint => endpoint.Role != EndpointRole.Peer).Select(endpoint => endpoint.Name)],
        [.. charm.Actions.Select(action => action.Name)],
        [.. charm.Config.Select(option => option.Name)]);

    private static string Free(string role, CompletionApplication[] taken)
    {
        IEnumerable<string> names = Enumerable.Range('b', 'z' - 'b' + 1).Select(letter => $"{role}-{(char)letter}").Prepend(role);
        return names.FirstOrDefault(name => !Array.Exists(taken, application => string.Equals(application.Name, name, StringComparison.Ordinal))) ?? role;
    }

    private static string[] Fields(Player player) =>
        [.. player.Charm.Metadata.Config.Select(option => option.Name).Concat(player.Profile.Set.Keys.Where(key => !string.Equals(key, ProfileLines.AnyField, StringComparison.Ordinal)))];
}
