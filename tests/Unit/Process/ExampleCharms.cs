using System.Runtime.CompilerServices;
using S3Contract.Harness.Subjects;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Finds the charms that the tests run: the examples, and small ones beside the tests.</summary>
internal static class ExampleCharms
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public static string Example(string name) => Path.Combine(Root, "examples", name);

    public static string Fixture(string name) => Path.Combine(Root, "tests", "Unit", "Fixtures", "charms", name);

    // The system's own folders only: a python3 elsewhere may be a script that looks for the real one, at ten times the cost.
    public static ProcessOptions Options { get; } = new() { HookTimeLimit = TimeSpan.FromSeconds(60), SearchPath = "/usr/local/bin:/usr/bin:/bin" };

    public static ProcessCharm Open(string folder) => ProcessCharm.Open(folder, Options);

    public static void NeedsPython()
    {
        if (!Options.SearchPath!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "python3"))))
            Assert.Ignore("this charm needs python3, which is not on this machine");
    }

    private static string FindRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
