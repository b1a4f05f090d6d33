using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>One command of a script: what it says, how that is written, what it does and what it is made of. How it is read, and what else the
/// language knows of its word, says its <see cref="Language.Verb"/>. Commands are total: whatever a command names, it can be run, so every
/// sublist of a script is a script. Places in the source are kept beside the command (<see cref="ScriptLine"/>), so that commands compare by
/// what they say.</summary>
internal abstract record ScriptCommand
{
    /// <summary>The verb that its line begins with; null if that is none of the language.</summary>
    internal virtual Verb? Verb => null;

    /// <summary>The applications that it names.</summary>
    internal virtual IEnumerable<string> Applications => [];

    /// <summary>The names of an operator's secrets that have to be there for it.</summary>
    internal virtual IEnumerable<string> Secrets => [];

    /// <summary>How many units come with it.</summary>
    internal virtual int NewUnits => 0;

    /// <summary>The fields in the words of the interface that it gives; null if it can give none.</summary>
    internal virtual Fields? Given => null;

    /// <summary>The words of its line.</summary>
    internal abstract IEnumerable<Word> ToWords();

    /// <summary>The commands that it stands for: itself, unless it is one of a user's own.</summary>
    internal virtual IEnumerable<ScriptCommand> Parts => [this];

    /// <summary>Carries it out. What is no action does nothing.</summary>
    /// <param name="stage">Where.</param>
    internal virtual void Carry(Stage stage)
    {
    }

    /// <summary>The command with its applications renamed.</summary>
    internal virtual ScriptCommand Rename(Func<string, string> rename) => this;

    /// <summary>The command with as many units.</summary>
    internal virtual ScriptCommand WithNewUnits(int units) => this;

    /// <summary>The command with other fields.</summary>
    internal virtual ScriptCommand Giving(Fields fields) => this;

    /// <summary>The command with the files that it names found from beside a file, from wherever it is run.</summary>
    internal virtual ScriptCommand Beside(string file) => this;

    /// <summary>The words of a line with its verb in front.</summary>
    private protected IEnumerable<Word> Line(params IEnumerable<Word> words) => words.Prepend(Word.Plain(Verb!.Name));
}

/// <summary>A command about one application.</summary>
/// <param name="Application">The application.</param>
internal abstract record ApplicationCommand(string Application) : ScriptCommand
{
    internal sealed override IEnumerable<string> Applications => [Application];

    internal sealed override ScriptCommand Rename(Func<string, string> rename) => this with { Application = rename(Application) };

    internal override IEnumerable<Word> ToWords() => Line(Word.Plain(Application));
}

/// <summary>A command about one unit.</summary>
/// <param name="Unit">The unit.</param>
internal abstract record UnitCommand(UnitReference Unit) : ScriptCommand
{
    internal sealed override IEnumerable<string> Applications => [Unit.Application];

    internal sealed override ScriptCommand Rename(Func<string, string> rename) =>
        this with { Unit = Unit with { Application = rename(Unit.Application) } };

    internal override IEnumerable<Word> ToWords() => Line(Word.Plain(Unit.ToString()));
}

/// <summary>A command about what relates two applications.</summary>
/// <param name="A">One side.</param>
/// <param name="B">The other side.</param>
internal abstract record RelationCommand(EndpointReference A, EndpointReference B) : ScriptCommand
{
    internal sealed override IEnumerable<string> Applications => [A.Application, B.Application];

    internal sealed override ScriptCommand Rename(Func<string, string> rename) =>
        this with { A = A with { Application = rename(A.Application) }, B = B with { Application = rename(B.Application) } };

    internal sealed override IEnumerable<Word> ToWords() => Line(Word.Plain(A.ToString()), Word.Plain(B.ToString()));
}

/// <summary>A command with variables or fake values in it: it becomes one of the others when they are given.</summary>
/// <param name="Words">The words of the line, without its conditions.</param>
internal sealed record TemplateCommand(ValueList<Word> Words) : ScriptCommand
{
    internal override Verb? Verb => Words is [{ Name: null, Value: [TextPart { Text: var first }] }, ..]
        ? first is "!" ? ExpectCommand.Entry : Verbs.Find(first.TrimStart('!').TrimEnd('?'))
        : null;

    internal override IEnumerable<Word> ToWords() => Words;
}

/// <summary>A command that is not of the language (<see cref="OwnCommand"/>), with the commands that it stands for.</summary>
/// <param name="Words">The words of the line, its name first.</param>
/// <param name="Commands">What it stands for.</param>
internal sealed record ExtensionCommand(ValueList<Word> Words, ValueList<ScriptCommand> Commands) : ScriptCommand
{
    internal override IEnumerable<string> Applications => Commands.SelectMany(command => command.Applications).Distinct(StringComparer.Ordinal);

    internal override IEnumerable<ScriptCommand> Parts => Commands.SelectMany(command => command.Parts);

    internal override IEnumerable<Word> ToWords() => Words;

    internal override ScriptCommand Beside(string file) => this with { Commands = Commands.Select(command => command.Beside(file)).ToValueList() };

    internal override void Carry(Stage stage)
    {
        foreach (ScriptCommand part in Commands)
        {
            part.Carry(stage);
        }
    }
}

/// <summary>A line that could not be read; the parser has said why. Such a script does not run.</summary>
/// <param name="Text">The line as it stands in the source, without blanks at its ends.</param>
internal sealed record UnreadableCommand(string Text) : ScriptCommand
{
    internal override IEnumerable<Word> ToWords() => ScriptParser.ReadWords(new SourceLine("", 1, Text, []));
}
