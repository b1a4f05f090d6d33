namespace S3Contract.Harness.Reports.Content;

/// <summary>A run in which something was broken, for who shows it step by step. Holds no secret.</summary>
/// <param name="Lines">The lines of its script, in order; empty if only the trace was kept.</param>
/// <param name="Steps">What happened, masked.</param>
internal sealed record BrokenRun(IReadOnlyList<ShownLine> Lines, IReadOnlyList<Step> Steps);

/// <summary>A line of a script.</summary>
/// <param name="Number">Its number in its file, from 1.</param>
/// <param name="File">The file, where the script includes the line from another; else null.</param>
/// <param name="Text">The line, masked.</param>
internal sealed record ShownLine(int Number, string? File, string Text);
