using System.Globalization;

namespace S3Contract.Cli.Doctor;

/// <summary>What a machine has of what checks use.</summary>
internal sealed record Machine
{
    /// <summary>What the system calls itself: <c>Debian GNU/Linux 12</c>.</summary>
    public required string System { get; init; }

    /// <summary>Is it Linux?</summary>
    public bool IsLinux { get; init; } = true;

    /// <summary>Where python3 is; null for nowhere.</summary>
    public string? Python { get; init; }

    /// <summary>The interpreter behind it, where it is a script that finds one: a version manager's shim; null where it is none.</summary>
    public string? PythonBehind { get; init; }

    /// <summary>What python3 calls itself: <c>Python 3.11.2</c>.</summary>
    public string? PythonVersion { get; init; }

    /// <summary>Where a POSIX shell is; null for nowhere.</summary>
    public string? Shell { get; init; }

    /// <summary>Where setsid is; null for nowhere.</summary>
    public string? Setsid { get; init; }

    /// <summary>Where bubblewrap is; null for nowhere.</summary>
    public string? Bubblewrap { get; init; }

    /// <summary>May a user make namespaces of their own?</summary>
    public bool UserNamespaces { get; init; }

    /// <summary>Why a charm with workload containers would not meet its Pebble; null if it would.</summary>
    public string? NoPebble { get; init; }

    /// <summary>Why no S3 can be served to charms; null if one can.</summary>
    public string? NoS3 { get; init; }

    /// <summary>What an isolated charm would lack to reach it; null for nothing.</summary>
    public string? NoS3Inside { get; init; }

    /// <summary>How many bytes are free in <c>/dev/shm</c>; null if it is not there or cannot be written to.</summary>
    public long? SharedMemory { get; init; }

    /// <summary>Is standard output a terminal?</summary>
    public bool Terminal { get; init; }

    /// <summary>The kind of terminal, <c>TERM</c>.</summary>
    public string? TerminalKind { get; init; }

    private const long Mebibyte = 1024 * 1024;

    // Each running hook has a pipe and two small files there: a few pages.
    private const long EnoughMemory = 16 * Mebibyte;

    /// <summary>What is there and what is missing, in the order in which it matters.</summary>
    /// <param name="needs">What the charm needs that is to be checked; null for no charm in particular.</param>
    public IEnumerable<Diagnosis> Diagnoses(Needs? needs = null)
    {
        needs ??= new Needs();
        if (!IsLinux)
        {
            yield return new Diagnosis("system", Health.Missing, System)
            {
                Cost = "charms are run as processes on Linux only; explain, machine, fmt, lint, judge, help, run and check of the built-in charms work here",
                Remedy = "use a Linux machine, a virtual one, a container or, on Windows, WSL 2",
            };
            yield break;
        }

        yield return new Diagnosis("system", Health.Good, System);
        yield return Program("sh", Shell, Health.Missing, "hook commands are a small script of sh", "apt install dash");
        yield return Interpreter(needs.Python);
        yield return Memory();
        yield return Program("setsid", Setsid, Health.Lacking, "nothing in a check; the tests of S3Contract itself use it", "apt install util-linux");
        if (needs.Isolation && Bubblewrap is null && !UserNamespaces)
        {
            yield return new Diagnosis("isolation", Health.Missing, "there is neither bubblewrap nor a way to make user namespaces")
            {
                Cost = "the charm's profile asks for it (isolate: true), so no hook runs",
                Remedy = "apt install bubblewrap",
            };
        }

        yield return UserNamespaces
            ? new Diagnosis("user namespaces", Health.Good, "allowed")
            : new Diagnosis("user namespaces", Health.Lacking, "not allowed")
            {
                Cost = "nothing in a check; but a charm that is not trusted cannot be kept from the network with unshare --user --net",
                Remedy = "sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000",
                Or = "ask for it: that takes root, and in a container whoever runs it",
            };
        yield return Program(
            "bubblewrap", Bubblewrap, Health.Lacking, "nothing in a check; but a charm that is not trusted cannot be shut in with bwrap", "apt install bubblewrap");
        yield return NoPebble is null
            ? new Diagnosis("workload containers", Health.Good, "their Pebble can be served")
            : new Diagnosis("workload containers", Health.Lacking, $"their Pebble cannot be served: {NoPebble}")
            {
                Cost = "nothing for a charm without them; a Kubernetes charm is checked as one whose Pebble is not up, and most is inconclusive",
            };
        yield return ServedS3(needs.S3);
        yield return Screen();
    }

    private static Diagnosis Program(string name, string? path, Health without, string cost, string remedy) => path is null
        ? new Diagnosis(name, without, "not on the search path") { Cost = cost, Remedy = remedy }
        : new Diagnosis(name, Health.Good, path);

    private Diagnosis Interpreter(bool isNeeded)
    {
        string said = $"{PythonVersion ?? "which does not say its version"}, {Python}";
        return (Python, PythonBehind) switch
        {
            (null, _) => Program("python3", null, isNeeded ? Health.Missing : Health.Lacking, isNeeded ? "the charm is in Python and cannot be run" : "Python charms cannot be run", "apt install python3 python3-venv"),
            (_, { } behind) => new Diagnosis("python3", Health.Lacking, $"{said}, a script that looks for {behind}")
            {
                Cost = "each start of it runs several programs more: a hook of a Python charm can take ten times as long",
                Remedy = $"export PATH={Path.GetDirectoryName(behind)}:$PATH",
            },
            _ => new Diagnosis("python3", Health.Good, said),
        };
    }

    private Diagnosis Memory()
    {
        const string Remedy = "mount -t tmpfs tmpfs /dev/shm";
        const string Or = "start the container with --shm-size=64m";
        return SharedMemory switch
        {
            null => new Diagnosis("/dev/shm", Health.Lacking, "not there, or cannot be written to")
            {
                Cost = "hook commands go through the temporary folder, which takes longer",
                Remedy = Remedy,
                Or = Or,
            },
            < EnoughMemory => new Diagnosis("/dev/shm", Health.Lacking, $"{Mebibytes()} MiB free")
            {
                Cost = "hook commands with much output can fail",
                Remedy = Remedy,
                Or = Or,
            },
            _ => new Diagnosis("/dev/shm", Health.Good, $"{Mebibytes()} MiB free"),
        };

        string Mebibytes() => (SharedMemory!.Value / Mebibyte).ToString(CultureInfo.InvariantCulture);
    }

    private Diagnosis ServedS3(bool isNeeded) => (NoS3, NoS3Inside) switch
    {
        (null, null) => new Diagnosis("S3", Health.Good, "can be served"),
        (null, _) => new Diagnosis("S3", Health.Lacking, $"can be served, but not into isolation: {NoS3Inside} is not on the search path")
        {
            Cost = "nothing without --s3; a charm that is isolated cannot be checked with it",
            Remedy = "apt install util-linux perl-base",
        },
        _ => new Diagnosis("S3", isNeeded ? Health.Missing : Health.Lacking, $"cannot be served: {NoS3}")
        {
            Cost = isNeeded ? "the charm's profile asks for one (s3: true), so it cannot be checked" : "nothing without --s3, and s3: in a profile",
        },
    };

    private Diagnosis Screen() => (Terminal, string.Equals(TerminalKind, "dumb", StringComparison.Ordinal)) switch
    {
        (true, false) => new Diagnosis("terminal", Health.Good, TerminalKind ?? "of an unknown kind"),
        (true, true) => new Diagnosis("terminal", Health.Lacking, "dumb")
        {
            Cost = "no colour, no progress, and in the shell no line editor",
            Remedy = "export TERM=xterm-256color",
        },
        _ => new Diagnosis("terminal", Health.Good, "none: no colour and no progress, as is right for a file or a pipe"),
    };
}
