using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>One clause with a run that breaks it and a run that keeps it.</summary>
internal sealed record ClauseExample(string Id, Roles Role, Func<Story> Breaks, Func<Story> Keeps)
{
    public override string ToString() => $"{Id} ({Role})";
}
