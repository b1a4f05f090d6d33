using System.Text;
using System.Text.RegularExpressions;
using S3Contract.Harness.Pebble;

namespace S3Contract.Harness.Subjects.Containers;

/// <summary>What all units of a charm with containers share: who serves Pebble, and what programs in the containers answer.</summary>
/// <param name="Server">Who serves it.</param>
/// <param name="Containers">The names of the containers.</param>
/// <param name="Commands">What programs answer.</param>
internal sealed partial record PebbleHost(IPebbleServer Server, IReadOnlyList<string> Containers, IReadOnlyList<WorkloadCommand> Commands)
{
    /// <summary>The name of the socket.</summary>
    public const string Socket = "pebble.socket";

    // With what comes behind it: /c1234567/12/pebble.socket.
    private const int LongestFolder = 107 - 28;

    /// <summary>Where a charm sees the folder of a container.</summary>
    public static string Charms(string container) => "/charm/containers/" + container;

    /// <summary>What keeps sockets from being made, for people; null if nothing does.</summary>
    /// <param name="folder">The folder in which they are to be.</param>
    /// <param name="containers">The names of the containers.</param>
    public static string? Obstacle(string folder, IReadOnlyList<string> containers) =>
        Encoding.UTF8.GetByteCount(folder) > LongestFolder ? "the path of the temporary folder is too long for a socket (TMPDIR names another)"
        : containers.FirstOrDefault(container => !Name().IsMatch(container)) is { } odd ? $"\"{odd}\" is no name for a container"
        : null;

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
