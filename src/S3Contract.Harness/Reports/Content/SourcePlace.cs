namespace S3Contract.Harness.Reports.Content;

/// <summary>A line of a file that a reader of a report can open.</summary>
/// <param name="File">The file, with <c>/</c>, as it is called from the root of its repository; where there is none, with its folder.</param>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
public sealed record SourcePlace(string File, int Line);
