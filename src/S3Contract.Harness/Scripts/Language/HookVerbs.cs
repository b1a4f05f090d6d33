using S3Contract.Harness.Juju.Actions;
using S3Contract.Harness.Juju.Model;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs about what runs: actions and hooks, and what goes wrong in them.</summary>
internal static class HookVerbs
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Verb> All => [RunCommand.Entry, SettleCommand.Entry, StepCommand.Entry, .. FaultCommand.Entries, ResolveCommand.Entry];
}

/// <summary><c>run UNIT ACTION [--string-args] [parameter=value…]</c>: runs an action of the charm. Values are YAML, as for <c>juju run</c>.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Action">The action.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="StringArguments"><c>--string-args</c>: all values are texts, as they stand.</param>
internal sealed record RunCommand(UnitReference Unit, string Action, Fields Parameters, bool StringArguments = false) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new("run", "run UNIT ACTION [--string-args] [parameter=value…]", Read, Slot.Unit, Slot.Action)
    {
        Synonyms = ["run-action"],
        InProfiles = true,
    };

    /// <summary>The parameters that hand over a field of the interface, in a line of a profile; else empty.</summary>
    public ValueList<string> FieldParameters { get; init; } = [];

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() =>
        [.. base.ToWords(), Word.Plain(Action), .. Word.Flag("--string-args", StringArguments), .. Word.Pairs(Parameters)];

    internal override void Carry(Stage stage) => stage.Simulation.RunAction(
        stage.Unit(Unit), Action, Parameters, new ParameterStyle(StringArguments, FieldParameters.ToHashSet(StringComparer.Ordinal)));

    private static RunCommand Read(WordCursor words)
    {
        UnitReference unit = words.TakeUnit();
        string action = words.TakeName("the name of an action");
        bool strings = words.TakeFlag("--string-args");
        Fields parameters = words.TakeFields("parameter=value", atLeastOne: false);
        return new RunCommand(unit, action, parameters, strings || words.TakeFlag("--string-args"));
    }
}

/// <summary><c>settle [order=1,0,…] [max=N]</c>: hooks run until no unit has one to run.</summary>
/// <param name="Order">Choices of who goes next, each modulo the units that have a hook to run; then the canonical order.</param>
/// <param name="MaxHooks">The most hooks to run; null for the usual number.</param>
internal sealed record SettleCommand(ValueList<int> Order, int? MaxHooks = null) : ScriptCommand
{
    private const int MostHooks = 1_000_000;

    internal static readonly Verb Entry = new("settle", "settle [order=1,0,…] [max=N]", Read, new Place(Slot.None, "max=", "order="))
    {
        Synonyms = ["sleep", "wait", "wait-for"],
        Runs = HookRuns.UntilQuiet,
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() =>
        Line([.. Word.Given("order", Order.Count == 0 ? null : string.Join(',', Order.Select(choice => Word.Number(choice)))), .. Word.Given("max", Word.Number(MaxHooks))]);

    internal override void Carry(Stage stage) => stage.Simulation.Settle(Order.Count == 0 ? null : Order, MaxHooks ?? stage.MaxHooks, stage.Cancellation);

    private static SettleCommand Read(WordCursor words)
    {
        ValueList<int> order = [];
        int? max = null;
        foreach ((Word word, string name, string value) in words.TakePairs("order=… or max=…", ["max", "order"]))
        {
            if (string.Equals(name, "max", StringComparison.Ordinal))
            {
                max = words.Number(word, value, 1, MostHooks);
            }
            else if (string.Equals(name, "order", StringComparison.Ordinal))
            {
                order = value.Split(',').Select(item => words.Number(word, item, 0, int.MaxValue)).ToValueList();
            }
        }

        return new SettleCommand(order, max);
    }
}

/// <summary><c>step UNIT</c>: runs the unit's next hook.</summary>
/// <param name="Unit">The unit.</param>
internal sealed record StepCommand(UnitReference Unit) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new("step", "step UNIT", words => new StepCommand(words.TakeUnit()), Slot.Unit)
    {
        Runs = HookRuns.Some,
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override void Carry(Stage stage) => stage.Simulation.RunNext(stage.Unit(Unit), stage.Cancellation);
}

/// <summary><c>crash UNIT</c>, <c>fail UNIT</c>, <c>lose-leadership UNIT</c>: something goes wrong in the unit's next hook.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Fault">What goes wrong.</param>
internal sealed record FaultCommand(UnitReference Unit, Fault Fault) : UnitCommand(Unit)
{
    private static readonly Verb s_crash = Of("crash", Fault.Crash, "kill");
    private static readonly Verb s_fail = Of("fail", Fault.Fail);
    private static readonly Verb s_loseLeadership = Of("lose-leadership", Fault.LoseLeadership);

    internal static readonly Verb[] Entries = [s_crash, s_fail, s_loseLeadership];

    internal override Verb Verb => Fault switch
    {
        Fault.Crash => s_crash,
        Fault.Fail => s_fail,
        _ => s_loseLeadership,
    };

    internal override void Carry(Stage stage) => stage.Simulation.Arm(stage.Unit(Unit), Fault);

    private static Verb Of(string name, Fault fault, params string[] synonyms) =>
        new(name, name + " UNIT", words => new FaultCommand(words.TakeUnit(), fault), Slot.Unit) { Synonyms = synonyms };
}

/// <summary><c>resolve UNIT [--no-retry]</c>: an operator resolves a failed hook.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Retry">True if the hook is to run again.</param>
internal sealed record ResolveCommand(UnitReference Unit, bool Retry) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new(
        "resolve", "resolve UNIT [--no-retry]", words => new ResolveCommand(words.TakeUnit(), !words.TakeFlag("--no-retry")), Slot.Unit, "--no-retry")
    {
        Synonyms = ["resolved"],
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), .. Word.Flag("--no-retry", !Retry)];

    internal override void Carry(Stage stage) => stage.Simulation.Resolve(stage.Unit(Unit), Retry);
}
