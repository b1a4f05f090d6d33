using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs about units: that they are there, who leads, and their timers.</summary>
internal static class UnitVerbs
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Verb> All => [UpdateStatusCommand.Entry, ElectCommand.Entry, AddUnitCommand.Entry, RemoveUnitCommand.Entry];
}

/// <summary><c>update-status UNIT</c>: the unit's timer fires.</summary>
/// <param name="Unit">The unit.</param>
internal sealed record UpdateStatusCommand(UnitReference Unit) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new(
        "update-status", "update-status UNIT", words => new UpdateStatusCommand(words.TakeUnit()), Slot.Unit)
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override void Carry(Stage stage) => stage.Simulation.UpdateStatus(stage.Unit(Unit));
}

/// <summary><c>elect UNIT</c>: leadership moves to the unit.</summary>
/// <param name="Unit">The unit.</param>
internal sealed record ElectCommand(UnitReference Unit) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new("elect", "elect UNIT", words => new ElectCommand(words.TakeUnit()), Slot.Unit)
    {
        Synonyms = ["leader", "promote", "set-leader"],
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override void Carry(Stage stage) => stage.Simulation.Elect(stage.Unit(Unit));
}

/// <summary><c>add-unit APP [-n N]</c>.</summary>
/// <param name="Application">The application.</param>
/// <param name="Count">How many units to add.</param>
internal sealed record AddUnitCommand(string Application, int Count) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "add-unit", "add-unit APP [-n N]", words => new AddUnitCommand(words.TakeApplication(), words.TakeUnits("-n")), Slot.Application, "-n")
    {
        Synonyms = ["add-units", "scale", "scale-application"],
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override int NewUnits => Count;

    internal override ScriptCommand WithNewUnits(int units) => this with { Count = units };

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), .. Word.Option("-n", Count == 1 ? null : Word.Number(Count))];

    internal override void Carry(Stage stage) => stage.Simulation.AddUnit(Application, Count);
}

/// <summary><c>remove-unit UNIT</c>.</summary>
/// <param name="Unit">The unit.</param>
internal sealed record RemoveUnitCommand(UnitReference Unit) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new("remove-unit", "remove-unit UNIT", words => new RemoveUnitCommand(words.TakeUnit()), Slot.Unit)
    {
        Synonyms = ["destroy-unit"],
    };

    internal override Verb Verb => Entry;

    internal override void Carry(Stage stage) => stage.Simulation.RemoveUnit(stage.Unit(Unit));
}
