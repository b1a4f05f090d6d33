using System.Text;
using System.Text.RegularExpressions;
using S3Contract.Harness.Files;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Harness.Subjects.Processes;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Cli.Doctor;

/// <summary>Looks at a charm's folder: what it has to be run by, as a check would run it. Nothing is written, and no hook runs.</summary>
internal static partial class CharmVisit
{
    private const string PythonPath = "PYTHONPATH";
    private const int LongestLook = 256 * 1024;

    // What ops says of itself, in any version, and where it was found.
    private const string OpsVersion = "import os, ops\nprint(getattr(ops, '__version__', 'of an unknown version') + ', ' + os.path.dirname(ops.__file__))";

    /// <summary>What the charm needs of a machine beyond what every charm does.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="CharmProblem">It is no charm, or its profile is faulty.</exception>
    public static Needs NeedsOf(string folder)
    {
        CharmProfile profile = CharmProfileFile.For(null, folder, CharmFiles.Read(folder, folder).Metadata, (read, metadata) => ProfileCheck.Problems(read, metadata)).Profile;
        return new Needs
        {
            Python = IsInPython(folder) && CharmStage.OwnEnvironment(Path.GetFullPath(folder)) is null,
            S3 = profile.S3,
            Isolation = profile.Isolate,
        };
    }

    // Its code is where charms in Python have it, or its dispatch starts one.
    private static bool IsInPython(string folder) => File.Exists(Path.Combine(folder, "src", "charm.py"))
        || Encoding.UTF8.GetString(PlainFile.Start(Path.Combine(folder, "dispatch"), LongestLook)).Contains("python3", StringComparison.Ordinal);

    /// <summary>What the charm has and what it lacks here.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="searchPath">Where programs are looked for.</param>
    /// <exception cref="CharmProblem">It is no charm, or its profile is faulty.</exception>
    public static IEnumerable<Diagnosis> Look(string folder, string searchPath)
    {
        CharmMetadata metadata = CharmFiles.Read(folder, folder).Metadata;
        (CharmProfile profile, string origin) = CharmProfileFile.For(null, folder, metadata);
        yield return Endpoints(metadata);
        yield return new Diagnosis("profile", Health.Good, origin);
        // A source tree without a dispatch is given one in the copy that is run.
        bool packedLater = File.Exists(Path.Combine(folder, "src", "charm.py")) && !File.Exists(Path.Combine(folder, "dispatch"));
        yield return !packedLater && EntryPoint.Obstacle(folder, folder, searchPath) is { } obstacle
            ? new Diagnosis("code", Health.Missing, obstacle) { Cost = "the charm cannot be run" }
            : new Diagnosis("code", Health.Good, "can be run");
        if (ImportsOps(folder))
        {
            yield return Ops(folder, profile, searchPath);
        }
    }

    private static Diagnosis Endpoints(CharmMetadata metadata)
    {
        string[] endpoints =
        [
            .. metadata.S3Endpoints(EndpointRole.Provider).Select(endpoint => $"provider on {endpoint.Name}"),
            .. metadata.S3Endpoints(EndpointRole.Requirer).Select(endpoint => $"requirer on {endpoint.Name}"),
        ];
        return endpoints.Length > 0
            ? new Diagnosis("charm", Health.Good, $"{metadata.Name}, {string.Join(", ", endpoints)}")
            : new Diagnosis("charm", Health.Missing, $"{metadata.Name} has no endpoint with interface s3")
            {
                Cost = "there is nothing to check",
                Remedy = "name the endpoint under provides: or requires: in charmcraft.yaml, with interface: s3",
            };
    }

    private static bool ImportsOps(string folder)
    {
        string charm = Path.Combine(folder, "src", "charm.py");
        return Encoding.UTF8.GetString(PlainFile.Start(charm, LongestLook)).Split('\n').Any(line => line.StartsWith("import ops", StringComparison.Ordinal)
            || line.StartsWith("from ops", StringComparison.Ordinal));
    }

    private static Diagnosis Ops(string folder, CharmProfile profile, string searchPath)
    {
        string root = Path.GetFullPath(folder);
        string? own = CharmStage.OwnEnvironment(root);
        string? python = own is null ? Programs.Find("python3", searchPath) : Path.Combine(root, own, "bin", "python3");
        if (python is null)
        {
            return new Diagnosis("ops", Health.Missing, "there is no python3 to import it") { Cost = "the charm cannot be run", Remedy = "apt install python3 python3-venv" };
        }

        string path = CharmStage.PythonPath(root);
        if (profile.Environment.TryGetValue(PythonPath, out string? more))
        {
            path += ":" + more;
        }

        // A dispatch of its own may say where the charm's modules are.
        string dispatch = Encoding.UTF8.GetString(PlainFile.Start(Path.Combine(root, "dispatch"), LongestLook));
        path += string.Concat(DispatchPath().Matches(dispatch).Select(match => ":" + match.Groups["path"].Value));

        (int Code, string Text)? answer = MachineVisit.Ask(
            python, ["-B", "-c", OpsVersion], root, new Dictionary<string, string>(StringComparer.Ordinal) { [PythonPath] = path });
        return answer is (0, string version)
            ? new Diagnosis("ops", Health.Good, version)
            : new Diagnosis("ops", Health.Missing, $"{python} cannot import it: {answer?.Text ?? "no answer"}")
            {
                Cost = "every hook of the charm fails",
                Remedy = $"python3 -m venv {Path.Combine(folder, "venv")} && {Path.Combine(folder, "venv/bin/pip")} install {(File.Exists(Path.Combine(root, "requirements.txt")) ? $"-r {Path.Combine(folder, "requirements.txt")}" : "ops")}",
                Or = "name a virtual environment elsewhere in s3contract.yaml, under environment: as PYTHONPATH",
            };
    }

    [GeneratedRegex("""PYTHONPATH=["']?(?<path>[^\s"';$]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DispatchPath();
}
