using S3Contract.Harness.Juju;
using Fields = S3Contract.Harness.Scripts.ValueList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Harness.Scripts;

/// <summary>One command of a script. Commands are total: whatever a command names, it can be run, so every sublist of a script is a script.
/// Places in the source are kept beside the command (<see cref="ScriptLine"/>), so that commands compare by what they say.</summary>
public abstract record ScriptCommand;

/// <summary><c>deploy APP [--units N] [field=value…]</c>: an application comes into being.</summary>
/// <param name="Application">Its name, which begins with its role.</param>
/// <param name="Units">How many units.</param>
/// <param name="Fields">What to configure at once (<c>bucket=backups</c>), in the words of the interface; the charm's profile says how.</param>
public sealed record DeployCommand(string Application, int Units, Fields Fields) : ScriptCommand;

/// <summary><c>integrate A[:endpoint] B[:endpoint]</c>: relates two applications.</summary>
/// <param name="A">One side.</param>
/// <param name="B">The other side.</param>
public sealed record IntegrateCommand(EndpointReference A, EndpointReference B) : ScriptCommand;

/// <summary><c>remove-relation A[:endpoint] B[:endpoint]</c>.</summary>
/// <param name="A">One side.</param>
/// <param name="B">The other side.</param>
public sealed record RemoveRelationCommand(EndpointReference A, EndpointReference B) : ScriptCommand;

/// <summary><c>remove-application APP</c>.</summary>
/// <param name="Application">The application.</param>
public sealed record RemoveApplicationCommand(string Application) : ScriptCommand;

/// <summary><c>refresh APP [FOLDER]</c>: the charm is replaced by another revision of it, or once more by the same.</summary>
/// <param name="Application">The application.</param>
/// <param name="Folder">The folder of the other revision, relative to the script; null for the same charm.</param>
public sealed record RefreshCommand(string Application, string? Folder = null) : ScriptCommand;

/// <summary><c>config APP [--reset option,…] [option=value…]</c>: sets options of the charm, by the charm's own names, or takes them back to
/// their defaults; <c>config APP --other</c>: changes one that has nothing to do with S3.</summary>
/// <param name="Application">The application.</param>
/// <param name="Options">The options.</param>
public sealed record ConfigCommand(string Application, Fields Options) : ScriptCommand
{
    /// <summary><c>--reset</c>: the options to take back to their defaults.</summary>
    public ValueList<string> Reset { get; init; } = [];

    /// <summary><c>--other</c>: an option that no line of the charm's profile names, if there is one.</summary>
    public bool Other { get; init; }
}

/// <summary><c>run UNIT ACTION [--string-args] [parameter=value…]</c>: runs an action of the charm. Values are YAML, as for <c>juju run</c>.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Action">The action.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="StringArguments"><c>--string-args</c>: all values are texts, as they stand.</param>
public sealed record RunCommand(UnitReference Unit, string Action, Fields Parameters, bool StringArguments = false) : ScriptCommand
{
    /// <summary>The parameters that hand over a field of the interface, in a line of a profile; else empty.</summary>
    public ValueList<string> FieldParameters { get; init; } = [];

    /// <summary>What the values are.</summary>
    internal ParameterStyle Style => new(StringArguments, FieldParameters.ToHashSet(StringComparer.Ordinal));
}

/// <summary><c>add-unit APP [-n N]</c>.</summary>
/// <param name="Application">The application.</param>
/// <param name="Count">How many units to add.</param>
public sealed record AddUnitCommand(string Application, int Count) : ScriptCommand;

/// <summary><c>remove-unit UNIT</c>.</summary>
/// <param name="Unit">The unit.</param>
public sealed record RemoveUnitCommand(UnitReference Unit) : ScriptCommand;

/// <summary><c>elect UNIT</c>: leadership moves to the unit.</summary>
/// <param name="Unit">The unit.</param>
public sealed record ElectCommand(UnitReference Unit) : ScriptCommand;

/// <summary><c>update-status UNIT</c>: the unit's timer fires.</summary>
/// <param name="Unit">The unit.</param>
public sealed record UpdateStatusCommand(UnitReference Unit) : ScriptCommand;

/// <summary><c>settle [order=1,0,…] [max=N]</c>: hooks run until no unit has one to run.</summary>
/// <param name="Order">Choices of who goes next, each modulo the units that have a hook to run; then the canonical order.</param>
/// <param name="MaxHooks">The most hooks to run; null for the usual number.</param>
public sealed record SettleCommand(ValueList<int> Order, int? MaxHooks = null) : ScriptCommand;

/// <summary><c>step UNIT</c>: runs the unit's next hook.</summary>
/// <param name="Unit">The unit.</param>
public sealed record StepCommand(UnitReference Unit) : ScriptCommand;

/// <summary><c>crash UNIT</c>, <c>fail UNIT</c>, <c>lose-leadership UNIT</c>: something goes wrong in the unit's next hook.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Fault">What goes wrong.</param>
public sealed record FaultCommand(UnitReference Unit, Fault Fault) : ScriptCommand;

/// <summary><c>resolve UNIT [--no-retry]</c>: an operator resolves a failed hook.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Retry">True if the hook is to run again.</param>
public sealed record ResolveCommand(UnitReference Unit, bool Retry) : ScriptCommand;

/// <summary><c>issue PROVIDER [REQUIRER] field=value…</c>: the provider is to give out these fields from now on.</summary>
/// <param name="Provider">The providing application.</param>
/// <param name="Requirer">The one application that is to receive them; null for all.</param>
/// <param name="Fields">The fields, keyed as in the databag.</param>
public sealed record IssueCommand(string Provider, string? Requirer, Fields Fields) : ScriptCommand;

/// <summary><c>set UNIT field=value…</c>: the library's setters are called on that very unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Fields">The fields, keyed as in the databag.</param>
public sealed record SetCommand(UnitReference Unit, Fields Fields) : ScriptCommand;

/// <summary><c>write APP key=value…</c>: the reference counterpart writes these keys as they are, sensible or not.</summary>
/// <param name="Application">The application.</param>
/// <param name="Fields">The keys; an empty value deletes.</param>
public sealed record WriteCommand(string Application, Fields Fields) : ScriptCommand;

/// <summary><c>include FILE</c>: the commands of another script stand here.</summary>
/// <param name="File">The file, relative to the one that includes it.</param>
public sealed record IncludeCommand(string File) : ScriptCommand;

/// <summary><c>expect …</c>, <c>expect? …</c>, <c>! expect …</c>, <c>expect only …</c>: what must have come of it.</summary>
/// <param name="Expectation">What is expected.</param>
/// <param name="Negated"><c>!</c>: it must not be so, for none of the units or relations named.</param>
/// <param name="Soft"><c>expect?</c>: when it does not hold, the script goes on.</param>
/// <param name="Only"><c>expect only</c>: and nothing noteworthy happened that this group of expectations does not name.</param>
public sealed record ExpectCommand(Expectation Expectation, bool Negated = false, bool Soft = false, bool Only = false) : ScriptCommand;

/// <summary>A command with variables or fake values in it: it becomes one of the others when they are given.</summary>
/// <param name="Words">The words of the line, without its conditions.</param>
public sealed record TemplateCommand(ValueList<Word> Words) : ScriptCommand;

/// <summary>A command that is not of the language (<see cref="OwnCommand"/>), with the commands that it stands for.</summary>
/// <param name="Words">The words of the line, its name first.</param>
/// <param name="Commands">What it stands for.</param>
public sealed record ExtensionCommand(ValueList<Word> Words, ValueList<ScriptCommand> Commands) : ScriptCommand;

/// <summary>A line that could not be read; the parser has said why. Such a script does not run.</summary>
/// <param name="Text">The line as it stands in the source, without blanks at its ends.</param>
public sealed record UnreadableCommand(string Text) : ScriptCommand;
