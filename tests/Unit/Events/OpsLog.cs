using S3Contract.Tests.Unit.Process;

namespace S3Contract.Tests.Unit.Events;

/// <summary>What a charm on some version of <c>ops</c> logged about its events in one life of a relation (<c>Fixtures/ops-log</c>).</summary>
/// <param name="Lines">The lines in their order: the hook, and the text given to <c>juju-log</c>.</param>
internal sealed record OpsLog(IReadOnlyList<(string Hook, string Text)> Lines)
{
    /// <summary>The versions that were recorded.</summary>
    public static IEnumerable<string> Versions => Directory.EnumerateFiles(ExampleCharms.Fixture("../ops-log"), "*-provider.tsv")
        .Select(file => Path.GetFileName(file).Split('-')[0]).Order(StringComparer.Ordinal);

    /// <summary>The log of one side.</summary>
    /// <param name="version">The version of <c>ops</c>.</param>
    /// <param name="role"><c>provider</c> or <c>requirer</c>.</param>
    public static OpsLog Of(string version, string role) => new(
    [
        .. File.ReadLines(ExampleCharms.Fixture($"../ops-log/{version}-{role}.tsv"))
            .Select(line => line.Split('\t'))
            .Select(columns => (columns[1], columns[3])),
    ]);

    /// <summary>The lines that go with each emission: those that were logged since the one before, and its own.</summary>
    public IEnumerable<IReadOnlyList<(string Hook, string Text)>> Emissions
    {
        get
        {
            List<(string Hook, string Text)> lines = [];
            foreach ((string Hook, string Text) line in Lines)
            {
                lines.Add(line);
                if (line.Text.StartsWith("Emitting", StringComparison.Ordinal))
                {
                    yield return lines;
                    lines = [];
                }
            }
        }
    }
}
