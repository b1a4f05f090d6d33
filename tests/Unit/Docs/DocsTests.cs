using System.Text.RegularExpressions;
using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Docs;

/// <summary>The documentation does not go stale: what it shows is typed and compared, page by page.</summary>
[NonParallelizable]
public sealed partial class DocsTests
{
    private static readonly string[] s_path = ["docs/README.md", "docs/ten-minutes.md", "docs/write-a-scenario.md", "docs/understand-a-failure.md"];

    // These show how tests are run, which no test can try: .ci/run and .ci/sample do.
    private static readonly string[] s_onlyBuilds = ["docs/differences.md", "docs/dotnet-test.md"];

    private static DocPage[] Pages() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(ExampleCharms.Root, "docs"), "*.md").Select(file => "docs/" + Path.GetFileName(file)).Append("README.md")
            .Order(StringComparer.Ordinal).Select(name => DocPage.Parse(name, File.ReadAllText(Path.Combine(ExampleCharms.Root, name)))),
    ];

    private static IEnumerable<TestCaseData> PagesWithCommands() => Pages()
        .Where(page => page.Parts.Any(part => part is DocCommand))
        .Select(page => new TestCaseData(page) { TestName = $"What_a_reader_types_does_what_the_page_shows({page.Name})" });

    [TestCaseSource(nameof(PagesWithCommands))]
    [Platform("Linux")]
    public void What_a_reader_types_does_what_the_page_shows(object shown)
    {
        ExampleCharms.NeedsPython();
        var page = (DocPage)shown;
        using var reader = new DocReader(ExampleCharms.Root);
        for (int i = 0; i < page.Parts.Count; i++)
        {
            reader.Follow(page.Parts[i], mayFail: i + 1 < page.Parts.Count && page.Parts[i + 1] is DocCommand { Command: "echo $?" });
        }

        TestContext.Out.WriteLine($"{page.Name}: {reader.Executed} commands run");
        Assert.That(reader.Executed > 0, Is.Not.EqualTo(s_onlyBuilds.Contains(page.Name, StringComparer.Ordinal)), $"{reader.Executed} commands run");
    }

    [Test]
    public void The_three_readers_have_their_pages_and_each_shows_commands() =>
        Assert.That(PagesWithCommands().Select(test => ((DocPage)test.Arguments[0]!).Name), Is.SupersetOf(s_path[1..]));

    [Test]
    public void What_is_not_run_is_listed()
    {
        string[] listed = File.ReadAllLines(Path.Combine(ExampleCharms.Root, "tests", "Unit", "Docs", "not-run.txt"));
        string[] marked = [.. Pages().SelectMany(page => page.Parts.OfType<DocCommand>().Where(command => command.IsNotRun)
            .Select(command => $"{page.Name}: {command.Command[..^DocPage.NotRun.Length].TrimEnd()}"))];

        Assert.That(marked, Is.EqualTo(listed));
    }

    [Test]
    public void No_command_hides_in_a_block_that_is_not_run()
    {
        string[] hidden = [.. Pages().SelectMany(page => page.Parts.OfType<DocText>()
            .Where(text => text.Language is "" or "sh" or "bash" or "shell" or "text")
            .SelectMany(text => text.Lines.Where(line => CommandLike().IsMatch(line)).Select(line => $"{page.Name}:{text.Line}: {line}")))];

        Assert.That(hidden, Is.Empty);
    }

    [Test]
    public void Every_page_can_be_reached_from_the_index()
    {
        string index = File.ReadAllText(Path.Combine(ExampleCharms.Root, "docs", "README.md"));

        Assert.That(Pages().Select(page => page.Name).Where(name => name is not ("README.md" or "docs/README.md"))
            .Where(name => !index.Contains($"({name["docs/".Length..]})", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_link_leads_to_a_file()
    {
        string[] broken = [.. Pages().SelectMany(page => Link().Matches(File.ReadAllText(Path.Combine(ExampleCharms.Root, page.Name)))
            .Select(match => match.Groups["file"].Value)
            .Where(file => !file.StartsWith("http", StringComparison.Ordinal) && !Path.Exists(Path.Combine(ExampleCharms.Root, Path.GetDirectoryName(page.Name)!, file)))
            .Select(file => $"{page.Name}: {file}"))];

        Assert.That(broken, Is.Empty);
    }

    [TestCase("a\n…\nd", "a\nb\nc\nd", true)]
    [TestCase("a\n…\nd", "a\nd", true)]
    [TestCase("a … c", "a b c", true)]
    [TestCase("a\n…\nd", "a\nb\nc", false)]
    [TestCase("a", "a\nb", false)]
    [TestCase("a (b)", "a (b)  ", true)]
    [TestCase("a.c", "abc", false)]
    public void An_ellipsis_stands_for_anything_and_all_else_for_itself(string shown, string printed, bool same) =>
        Assert.That(new DocCommand(1, "x", shown.Split('\n')).Shows(printed), Is.EqualTo(same));

    [GeneratedRegex(@"^\s*(\$ |(\./)?s3contract |dotnet )", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandLike();

    [GeneratedRegex(@"\]\((?<file>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
