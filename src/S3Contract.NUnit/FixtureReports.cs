using NUnit.Framework;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Reports;

namespace S3Contract.NUnit;

/// <summary>The reports that a fixture writes.</summary>
internal static class FixtureReports
{
    /// <summary>Reads <c>KIND=FILE;KIND=FILE</c>.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="fixture">The name of the fixture, for <c>{fixture}</c>.</param>
    /// <param name="writers">The kinds there are.</param>
    /// <exception cref="ContractParameterException">It makes no sense.</exception>
    public static (IReportWriter Writer, string File)[] Read(string? text, string fixture, IEnumerable<IReportWriter> writers)
    {
        var kinds = new ReportKinds(writers);
        return
        [
            .. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one =>
            {
                (IReportWriter writer, string file) = kinds.Read(one, out string problem) ?? throw new ContractParameterException($"report {problem}");
                return (writer, Path.Combine(TestContext.CurrentContext.WorkDirectory, file.Replace("{fixture}", fixture, StringComparison.Ordinal)));
            }),
        ];
    }
}
