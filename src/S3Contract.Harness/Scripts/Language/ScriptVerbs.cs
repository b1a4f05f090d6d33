using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs about the script itself: what it is made of, and what must come of it.</summary>
internal static class ScriptVerbs
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Verb> All => [IncludeCommand.Entry, ExpectCommand.Entry];
}

/// <summary><c>include FILE</c>: the commands of another script stand here.</summary>
/// <param name="File">The file, relative to the one that includes it.</param>
internal sealed record IncludeCommand(string File) : ScriptCommand
{
    internal static readonly Verb Entry = new("include", "include FILE", words => new IncludeCommand(words.TakePlain("the file to include")))
    {
        Runs = HookRuns.Some,
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => Line(Word.Plain(File));
}

/// <summary><c>expect …</c>, <c>expect? …</c>, <c>! expect …</c>, <c>expect only …</c>: what must have come of it.</summary>
/// <param name="Expectation">What is expected.</param>
/// <param name="Negated"><c>!</c>: it must not be so, for none of the units or relations named.</param>
/// <param name="Soft"><c>expect?</c>: when it does not hold, the script goes on.</param>
/// <param name="Only"><c>expect only</c>: and nothing noteworthy happened that this group of expectations does not name.</param>
internal sealed record ExpectCommand(Expectation Expectation, bool Negated = false, bool Soft = false, bool Only = false) : ScriptCommand
{
    internal static readonly Verb Entry = new(
        "expect", "expect …, expect? …, ! expect …, expect only …",
        words => new ExpectationReader(words).Read(negated: false, soft: false),
        Slot.Subject, Slot.Expectation)
    {
        Synonyms = ["assert", "check", "verify"],
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() =>
    [
        .. Word.Flag("!", Negated), Word.Plain(Soft ? "expect?" : "expect"), .. Word.Flag("only", Only), .. Expectation.ToWords(),
    ];
}
