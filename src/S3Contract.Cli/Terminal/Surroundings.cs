namespace S3Contract.Cli.Terminal;

/// <summary>What the command line meets: where to write, what of it is a terminal, and how it is told to stop.</summary>
internal sealed record Surroundings(TextWriter Out, TextWriter Error)
{
    /// <summary>Is <see cref="Out"/> a terminal?</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>How many characters a line of prose has: as many as the terminal shows; in a pipe always the same.</summary>
    public int Width { get; init; } = 100;

    /// <summary>The same of <see cref="Error"/>, where that is a terminal.</summary>
    public int ErrorWidth { get; init; } = 100;

    /// <summary>Is <see cref="Error"/> a terminal?</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Is the input a terminal?</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>An environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Standard input: what a file given as <c>-</c> means, and what the shell reads.</summary>
    public Func<Stream> Input { get; init; } = () => Stream.Null;

    /// <summary>The day, for what is accepted until one.</summary>
    public DateOnly Today { get; init; } = DateOnly.MinValue;

    /// <summary>Ctrl-C.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Begins a part: where somebody talks to us, Ctrl-C from now on ends no more than the part that was begun last. Null if it always ends
    /// the whole.</summary>
    public Func<CancellationToken>? NextPart { get; init; }

    /// <summary>How this program was called, for commands that it prints.</summary>
    public string Program => Variable("S3CONTRACT_COMMAND") is { Length: > 0 } command ? command : "s3contract";
}
