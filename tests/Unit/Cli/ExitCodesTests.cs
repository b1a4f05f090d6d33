using Microsoft.Extensions.DependencyInjection;
using S3Contract.Harness.Judging;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Cli;

/// <summary>Each exit code that <c>docs/cli.md</c> names comes from a command.</summary>
public sealed class ExitCodesTests
{
    private const string Good = "# covers: live.answered\n\ndeploy provider\ndeploy requirer bucket=b\nintegrate provider requirer\nsettle\nexpect requirer/0 hook s3-relation-joined\n";
    private static readonly string[] s_judging =
    [
        "0 run good.s3c", "1 run wrong.s3c", "2 run nowhere.s3c", "2 check good.s3c --leevl x", "2 judge good.s3c", "3 check cannot-run", "4 run good.s3c", "130 run good.s3c",
        "0 check reference --only course:answer/told-once-each", "3 run good.s3c --provider cannot-run",
    ];

    private static readonly string[] s_writing =
    [
        "0 fmt --check good.s3c", "1 fmt --check untidy.s3c", "2 fmt nowhere.s3c", "0 lint good.s3c", "1 lint --check warned.s3c", "2 lint broken.s3c", "0 accept good.s3c",
        "1 accept wrong.s3c", "2 accept broken.s3c", "3 accept good.s3c --provider cannot-run",
    ];

    private string _folder = null!;

    [OneTimeSetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("exit-codes-").FullName;
        File.WriteAllText(At("good.s3c"), Good);
        File.WriteAllText(At("wrong.s3c"), Good + "expect requirer/0 credentials-changed access-key=NONE\n");
        File.WriteAllText(At("untidy.s3c"), "deploy    provider\n");
        File.WriteAllText(At("warned.s3c"), "# covers: live.answerd\n\ndeploy provider\nsettle\n");
        File.WriteAllText(At("broken.s3c"), "deploi provider\n");
        Directory.CreateDirectory(At("cannot-run"));
        File.WriteAllText(At("cannot-run/metadata.yaml"), "name: x\nprovides:\n  s3: {interface: s3}\n");
        File.WriteAllText(At("cannot-run/dispatch"), "#!/no/such/interpreter\n");
        File.SetUnixFileMode(At("cannot-run/dispatch"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(s_judging))]
    [TestCaseSource(nameof(s_writing))]
    public void A_command_ends_with(string line)
    {
        string[] words = line.Split(' ');
        using var stop = new CancellationTokenSource();
        var around = new CliRun.Around { Cancellation = stop.Token };
        if (words[0] is "130")
            stop.Cancel();
        if (words[0] is "4")
            around = around with { Extend = services => services.AddSingleton(Broken()) };

        CliRun run = CliRun.Of(around, [.. words[1..].Select(word => word.EndsWith(".s3c", StringComparison.Ordinal) || word is "cannot-run" ? At(word) : word)]);

        Assert.That(run.Code, Is.EqualTo(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture)), run.Out + run.Error);
    }

    [TestCase("## Exit codes of check, run and judge", nameof(s_judging))]
    [TestCase("## Exit codes of accept, fmt and lint", nameof(s_writing))]
    public void Every_code_of_the_tables_is_among_them(string heading, string cases)
    {
        string page = File.ReadAllText(Path.Combine(ExampleCharms.Root, "docs", "cli.md"));
        string table = page[page.IndexOf(heading, StringComparison.Ordinal)..].Split("\n\n")[1].TrimEnd();
        IEnumerable<string> codes = table.Split('\n').Skip(2).Select(row => row.Split('|')[1].Trim());
        IEnumerable<string> reached = (cases is nameof(s_judging) ? s_judging : s_writing).Select(line => line.Split(' ')[0]);
        Assert.That(codes, Is.SubsetOf(reached));
    }

    private static OwnClause Broken() => new(
        new Clause("mine.none", ClauseLevel.Strict, Roles.Provider, "Nothing.", "us"),
        _ => throw new InvalidOperationException("a fault that a test made"));

    private string At(string file) => Path.Combine(_folder, file);
}
