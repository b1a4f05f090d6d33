using System.Diagnostics.CodeAnalysis;

namespace S3Contract.Harness.Metadata;

/// <summary>Whose fault it is that a charm cannot be checked.</summary>
internal enum CharmProblemKind
{
    /// <summary>What was named is no charm, or one of its files does not say what it should. The command line exits with 2.</summary>
    WrongInput,

    /// <summary>It is a charm, but it cannot be run here. The command line exits with 3.</summary>
    CannotRun,
}

/// <summary>A charm, or a file that describes it, cannot be used. The message is meant for people and says all there is to say; where a
/// file is at fault it begins with <c>file:line:column</c>.</summary>
[SuppressMessage("Design", "MA0058:Class name should end with 'Exception'", Justification = "It is a problem of the user's charm, not of this program.")]
public sealed class CharmProblem : Exception
{
    /// <summary>Creates the problem.</summary>
    /// <param name="kind">Whose fault it is.</param>
    /// <param name="message">What is wrong and what was expected, one problem a line.</param>
    internal CharmProblem(CharmProblemKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>Whose fault it is.</summary>
    internal CharmProblemKind Kind { get; }

    internal static CharmProblem Wrong(string message) => new(CharmProblemKind.WrongInput, message);

    internal static CharmProblem CannotRun(string message) => new(CharmProblemKind.CannotRun, message);
}

/// <summary>Something wrong at a place in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What was found and what was expected.</param>
internal sealed record FileProblem(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}: {Message}");
}
