using S3Contract.Tests.Unit.Cli;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Docs;

/// <summary>The examples' own matrix, a page of the docs; <c>S3CONTRACT_UPDATE_DOCS=1</c> writes it.</summary>
[NonParallelizable]
public sealed class MatrixPageTests
{
    private const string Begin = "<!-- the table, written by a test -->\n";
    private const string End = "<!-- end of the table -->\n";

    [Test]
    [Explicit("takes minutes: .ci/long runs it")]
    [Platform("Linux")]
    public void The_page_shows_who_works_with_whom()
    {
        ExampleCharms.NeedsPython();
        string folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;
        try
        {
            string table = Path.Combine(folder, "table.md");
            CliRun run = CliRun.Of(
                "matrix", "--provider", "reference", "--provider", ExampleCharms.Example("sh-provider"), "--requirer", "reference",
                "--requirer", ExampleCharms.Example("python-requirer"),
                "--report", "markdown=" + table, "--report", "html=" + Path.Combine(folder, "m.html"), "--report", "json=" + Path.Combine(folder, "m.json"));
            string page = Path.Combine(ExampleCharms.Root, "docs", "matrix.md");
            string text = File.ReadAllText(page);
            string before = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
            string expected = before + "\n" + Unversioned(File.ReadAllText(table)) + "\n" + text[text.IndexOf(End, StringComparison.Ordinal)..];
            if (Environment.GetEnvironmentVariable("S3CONTRACT_UPDATE_DOCS") is "1")
            {
                File.WriteAllText(page, expected);
            }

            Assert.That(run.Code, Is.Zero, run.Out + run.Error);
            Assert.That(File.ReadAllText(page), Is.EqualTo(expected), "run the tests with S3CONTRACT_UPDATE_DOCS=1");
            Assert.That(File.ReadAllText(Path.Combine(folder, "m.html")), Does.Contain("<th scope=\"row\">sh-provider").And.Not.Contain("<script"));
            Assert.That(File.ReadAllText(Path.Combine(folder, "m.json")), Does.Contain("\"schema\": \"s3contract-matrix/1\""));
            Assert.That(run.Out, Does.StartWith("provider \\ requirer").And.Contain("sh-provider"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A release must not make the page stale.
    private static string Unversioned(string table) => table.Replace(" " + CliRun.Of("--version").Out.Trim(), "", StringComparison.Ordinal);
}
