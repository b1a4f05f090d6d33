using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Reports;

/// <summary>The kinds of reports there are: help, completion and what <c>--report</c> takes are made from this list.</summary>
/// <param name="writers">The writers; of a name that comes twice the last one counts, so that what a user adds replaces what is built in.</param>
internal sealed class ReportKinds(IEnumerable<IReportWriter> writers)
{
    private readonly IReportWriter[] _writers = [.. writers.Reverse().DistinctBy(writer => writer.Format, StringComparer.Ordinal).Reverse()];

    /// <summary>All of them.</summary>
    public IReadOnlyList<IReportWriter> All => _writers;

    /// <summary>What may stand for them: <c>json=FILE, junit=FILE</c>.</summary>
    public string Expected => "expected one of " + string.Join(", ", _writers.Select(writer => writer.Format + "=FILE"));

    /// <summary>The writer of a name; null if there is none.</summary>
    public IReportWriter? Find(string name) => Array.Find(_writers, writer => string.Equals(writer.Format, name, StringComparison.Ordinal));

    /// <summary>Reads <c>KIND=FILE</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it and what was expected; empty if nothing.</param>
    /// <returns>The writer and the file; null if something is wrong.</returns>
    public (IReportWriter Writer, string File)? Read(string text, out string problem)
    {
        problem = "";
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        string kind = sign < 0 ? text : text[..sign];
        if (Find(kind) is not { } writer)
        {
            problem = kind.Length == 0 ? $"{text}: {Expected}"
                : DidYouMean.Message($"{text}: there is no kind of report \"{kind}\"", NearestWord.Of(kind, _writers.Select(known => known.Format)), Expected);
            return null;
        }

        if (sign < 0 || sign == text.Length - 1)
        {
            problem = $"{text}: expected {kind}=FILE";
            return null;
        }

        return (writer, text[(sign + 1)..]);
    }
}
