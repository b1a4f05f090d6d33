using System.Globalization;
using System.Reflection;
using System.Text;
using S3Contract.Harness.Files;
using S3Contract.Harness.S3;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// A network of its own, in which nobody is but who is let in, and where the run's S3 is listened on as it is outside. A process holds it: it makes the
/// listening socket there, and hands it over.
/// </summary>
internal sealed class IsolatedNetwork : IDisposable
{
    private const string Unshare = "unshare";
    private const string Enter = "nsenter";

    /// <summary>Where a system looks for names.</summary>
    public const string SeenHosts = "/etc/hosts";

    private static readonly string[] s_languages = ["perl", "python3"];

    private readonly ChildProcess _holder;
    private readonly string _enter;
    private readonly int _socket;

    private IsolatedNetwork(ChildProcess holder, string enter, int socket) => (_holder, _enter, _socket) = (holder, enter, socket);

    /// <summary>The file of names that is seen in it instead of the system's; null where the system has none.</summary>
    public string? Hosts { get; private set; }

    /// <summary>The words in front of those of a command that is to run in it.</summary>
    public string[] Around =>
        [_enter, "--target", _holder.Pid.ToString(CultureInfo.InvariantCulture), "--user", "--net", "--preserve-credentials", "--"];

    /// <summary>What is needed and not there, for people; null if all is.</summary>
    /// <param name="searchPath">Where programs are looked for.</param>
    public static string? Lacks(string searchPath) => Programs.Find(Unshare, searchPath) is null || Programs.Find(Enter, searchPath) is null ? $"{Unshare} and {Enter} of util-linux"
        : Array.TrueForAll(s_languages, language => Programs.Find(language, searchPath) is null) ? string.Join(" or ", s_languages)
        : null;

    /// <summary>Makes one.</summary>
    /// <param name="searchPath">Where programs are looked for.</param>
    /// <param name="folder">A folder for what it is made by.</param>
    /// <param name="port">The port to listen on.</param>
    /// <exception cref="MachineProblem">The system does not let us.</exception>
    public static IsolatedNetwork Make(string searchPath, string folder, int port)
    {
        if (Lacks(searchPath) is { } lacks)
            throw Impossible($"{lacks} is not on the search path");
        string language = Array.Find(s_languages, one => Programs.Find(one, searchPath) is not null)!;
        string script = Script(folder, language is "perl" ? "listen.pl" : "listen.py");
        ChildProcess holder = ChildProcess.Start(
            Programs.Find(Unshare, searchPath)!,
            [Unshare, "--user", "--map-root-user", "--net", "--", Programs.Find(language, searchPath)!, script, port.ToString(CultureInfo.InvariantCulture)],
            ["PATH=" + searchPath], "/", out _) ?? throw Impossible($"{Unshare} cannot be started");
        try
        {
            // The number of the socket over there.
            string line = Line(holder);
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? new IsolatedNetwork(holder, Programs.Find(Enter, searchPath)!, number) : throw Impossible(Said(holder));
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <summary>A descriptor of ours for the socket in it.</summary>
    /// <exception cref="MachineProblem">The system does not let us.</exception>
    public int Descriptor() => Posix.Taken(_holder.EndDescriptor, _socket) is >= 0 and int taken ? taken : throw Impossible("its socket cannot be taken over");

    /// <summary>Lets who is in it find the S3 by name.</summary>
    /// <param name="buckets">The buckets whose hosts are known.</param>
    /// <param name="path">Where the file of names is to be.</param>
    public void Know(IEnumerable<string> buckets, string path)
    {
        if (!File.Exists(SeenHosts))
            return;
        File.WriteAllText(path, $"{File.ReadAllText(SeenHosts).TrimEnd('\n')}\n{S3Address.HostsOf(buckets)}");
        Hosts = path;
    }

    public void Dispose() => _holder.Dispose();

    private static MachineProblem Impossible(string why) => new($"the S3 cannot be reached from inside of isolation: {why} (docs/s3-server.md)");

    private static unsafe string Line(ChildProcess holder)
    {
        StringBuilder line = new();
        byte one = 0;
        while (Posix.Read(holder.StdoutDescriptor, &one, 1) == 1 && one != '\n')
            line.Append((char)one);
        return line.ToString();
    }

    private static string Said(ChildProcess holder)
    {
        holder.Reap();
        string said = Encoding.UTF8.GetString(PlainFile.Read(holder.StderrDescriptor, 10_000) ?? []).Trim();
        return said.Length == 0 ? $"{Unshare} fails" : said.Split('\n')[0];
    }

    private static string Script(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("S3Contract.Harness." + name)
                ?? throw new InvalidOperationException("the script that listens is not in the assembly");
            using StreamReader reader = new(stream);
            string part = path + "." + Path.GetRandomFileName();
            File.WriteAllText(part, reader.ReadToEnd());
            File.Move(part, path, overwrite: true);
        }

        return path;
    }
}
