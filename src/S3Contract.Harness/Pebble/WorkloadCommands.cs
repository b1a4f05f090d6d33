using System.Collections.Immutable;

namespace S3Contract.Harness.Pebble;

/// <summary>What a command in a container answers: no program is there, so the charm's profile says it.</summary>
/// <param name="Container">The container; null for any.</param>
/// <param name="Words">The command. A last word <c>*</c> stands for any number of words.</param>
internal sealed record WorkloadCommand(string? Container, ImmutableArray<string> Words)
{
    public string Stdout { get; init; } = "";

    public string Stderr { get; init; } = "";

    public int ExitCode { get; init; }

    /// <summary>Is it this one?</summary>
    public bool Fits(string container, IReadOnlyList<string> words)
    {
        if (Container is not null && !string.Equals(Container, container, StringComparison.Ordinal))
            return false;
        bool open = Words.Length > 1 && Words[^1] is "*";
        int length = open ? Words.Length - 1 : Words.Length;
        return (open ? words.Count >= length : words.Count == length) && words.Take(length).SequenceEqual(Words.Take(length), StringComparer.Ordinal);
    }
}

/// <summary>The commands of a container.</summary>
/// <param name="Container">The container.</param>
/// <param name="All">What the profile says, the first that fits first.</param>
internal sealed record WorkloadCommands(string Container, IReadOnlyList<WorkloadCommand> All)
{
    public WorkloadCommand? Find(IReadOnlyList<string> words) => All.FirstOrDefault(command => command.Fits(Container, words));
}
