namespace S3Contract.Cli.Terminal;

/// <summary>What the process answers.</summary>
internal static class ExitCode
{
    public const int Conforms = 0;
    public const int ClauseFailed = 1;
    public const int WrongInput = 2;
    public const int CannotRun = 3;
    public const int InternalError = 4;
    public const int Interrupted = 130;

    /// <summary>What <c>--help</c> of a command says about them.</summary>
    public const string Short = "Exit codes: 0 the charm conforms, 1 a clause or an expectation failed, 2 wrong usage or input, 3 nothing could be run or judged, 4 an error of ours or of the machine, 130 interrupted; s3contract --help says more.";

    /// <summary>What <c>--help</c> says about them.</summary>
    public const string Help = """
        Exit codes:
          0    the charm conforms
          1    a clause failed (in run also: an expectation of a script)
          2    wrong usage or input
          3    the charm could not be run, nothing could be judged, or a limit ended the check
          4    internal error, or this machine failed us (no room in the temporary folder, standard output cannot be written)
          130  interrupted
        """;

    /// <summary>What <c>--help</c> of a command that looks at scripts says about them.</summary>
    public const string FindingsHelp = """
        Exit codes:
          0    nothing to say, or only advice (without --check also after warnings)
          1    with --check: a warning
          2    wrong usage, or a script that cannot be read
        """;

    /// <summary>What <c>matrix --help</c> says about them.</summary>
    public const string MatrixHelp = """
        Exit codes:
          0    every pair works together, at level core or above
          1    a pair breaks a clause of level core
          2    wrong usage or input
          3    a pair could not be run, or nothing was put to the test
          130  interrupted
        """;

    /// <summary>What <c>compare --help</c> says about them.</summary>
    public const string CompareHelp = """
        Exit codes:
          0    nothing got worse
          1    something got worse
          2    wrong usage, or a file that is no report
        """;

    /// <summary>What <c>accept --help</c> says about them.</summary>
    public const string AcceptHelp = """
        Exit codes:
          0    nothing to accept, or everything was written
          1    lines would change (without --write), or could not be rewritten
          2    wrong usage or input
          3    a charm could not be run, or no hook ran
          4    internal error, or this machine failed us (no room in the temporary folder, standard output cannot be written)
          130  interrupted
        """;
}
