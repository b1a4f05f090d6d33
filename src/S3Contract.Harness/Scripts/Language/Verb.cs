using S3Contract.Harness.Scripts.Reading;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>What may stand at a place of a line.</summary>
[Flags]
internal enum Slot
{
    /// <summary>Nothing that is known.</summary>
    None = 0,

    /// <summary>An application.</summary>
    Application = 1,

    /// <summary>The name of an application that is not there yet.</summary>
    NewApplication = 1 << 1,

    /// <summary>An application that plays the provider.</summary>
    Provider = 1 << 2,

    /// <summary>An application that plays the requirer.</summary>
    Requirer = 1 << 3,

    /// <summary>An application, perhaps with an endpoint.</summary>
    Endpoint = 1 << 4,

    /// <summary>A unit.</summary>
    Unit = 1 << 5,

    /// <summary>An action of the unit before.</summary>
    Action = 1 << 6,

    /// <summary><c>field=</c>, of the interface.</summary>
    Field = 1 << 7,

    /// <summary><c>field=</c>, that the application before can be deployed with.</summary>
    DeployField = 1 << 8,

    /// <summary><c>option=</c>, of the application before.</summary>
    Option = 1 << 9,

    /// <summary>What something is expected of.</summary>
    Subject = 1 << 10,

    /// <summary>What is expected.</summary>
    Expectation = 1 << 11,

    /// <summary>A secret of an operator, by its name.</summary>
    Secret = 1 << 12,
}

/// <summary>A place of a line, for completion.</summary>
/// <param name="Slot">What may stand there.</param>
/// <param name="Words">Words that may stand there as they are.</param>
internal sealed record Place(Slot Slot, params string[] Words)
{
    /// <summary>Is it for all further words too? What is given as <c>name=value</c> is given as often as one likes.</summary>
    public bool Repeats =>
        (Slot & (Slot.Field | Slot.DeployField | Slot.Option | Slot.Expectation)) != Slot.None || Array.Exists(Words, word => word.EndsWith('='));

    public static implicit operator Place(Slot slot) => new(slot);

    public static implicit operator Place(string word) => new(Slot.None, word);
}

/// <summary>Which hooks a command runs.</summary>
internal enum HookRuns
{
    /// <summary>None.</summary>
    None,

    /// <summary>Some.</summary>
    Some,

    /// <summary>All, until no unit has one to run.</summary>
    UntilQuiet,
}

/// <summary>A word that lines of scripts begin with, and what the language knows of it. Parser, messages, completion, help and linter read
/// this; how its line is written, carried out and shrunk says the <see cref="ScriptCommand"/> that it reads.</summary>
/// <param name="name">The word.</param>
/// <param name="usage">How it is written.</param>
/// <param name="read">Reads the words behind it; null if there is nothing to make of them.</param>
/// <param name="places">What may stand behind it, place by place.</param>
internal sealed class Verb(string name, string usage, Func<WordCursor, ScriptCommand?> read, params Place[] places)
{
    /// <summary>The word.</summary>
    public string Name => name;

    /// <summary>How it is written, for people.</summary>
    public string Usage => usage;

    /// <summary>What may stand behind it, place by place.</summary>
    public IReadOnlyList<Place> Places => places;

    /// <summary>Words that people try instead, of Juju's command line in its versions and of other languages of tests.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Which hooks it runs.</summary>
    public HookRuns Runs { get; init; }

    /// <summary>May lines of a profile begin with it?</summary>
    public bool InProfiles { get; init; }

    /// <summary>Reads the words behind it; null if there is nothing to make of them.</summary>
    public ScriptCommand? Read(WordCursor words) => read(words);
}
