using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs about workload containers: what happens to them from outside.</summary>
internal static class ContainerVerbs
{
    /// <summary>What is expected where a container is named.</summary>
    internal const string Name = "the name of a container";

    /// <summary>All of them.</summary>
    public static IEnumerable<Verb> All => [RestartContainerCommand.Entry, .. TurnCheckCommand.Entries, NotifyCommand.Entry];
}

/// <summary><c>restart-container UNIT NAME</c>: the container is started anew, and all that was in it is gone.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Container">The container.</param>
internal sealed record RestartContainerCommand(UnitReference Unit, string Container) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new(
        "restart-container", "restart-container UNIT NAME",
        words => new RestartContainerCommand(words.TakeUnit(), words.TakeName(ContainerVerbs.Name)), Slot.Unit)
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), Word.Plain(Container)];

    internal override void Carry(Stage stage) => stage.Simulation.RestartContainer(stage.Unit(Unit), Container);
}

/// <summary><c>check-failed UNIT NAME CHECK</c>, <c>check-recovered UNIT NAME CHECK</c>: a check of a container fails, or succeeds again.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Container">The container.</param>
/// <param name="Check">The check, as the container's plan calls it.</param>
/// <param name="Down">Does it fail?</param>
internal sealed record TurnCheckCommand(UnitReference Unit, string Container, string Check, bool Down) : UnitCommand(Unit)
{
    private static readonly Verb s_failed = Of("check-failed", down: true);
    private static readonly Verb s_recovered = Of("check-recovered", down: false);

    internal static readonly Verb[] Entries = [s_failed, s_recovered];

    internal override Verb Verb => Down ? s_failed : s_recovered;

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), Word.Plain(Container), Word.Plain(Check)];

    internal override void Carry(Stage stage) => stage.Simulation.TurnCheck(stage.Unit(Unit), Container, Check, Down);

    private static Verb Of(string name, bool down) => new(
        name, name + " UNIT NAME CHECK",
        words => new TurnCheckCommand(words.TakeUnit(), words.TakeName(ContainerVerbs.Name), words.TakePlain("the name of a check"), down), Slot.Unit)
    {
        InProfiles = true,
    };
}

/// <summary><c>notify UNIT NAME KEY [name=value…]</c>: the workload in a container gives its Pebble a custom notice.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Container">The container.</param>
/// <param name="Key">The key of the notice: <c>example.com/path</c>.</param>
/// <param name="Data">What comes with it.</param>
internal sealed record NotifyCommand(UnitReference Unit, string Container, string Key, Fields Data) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new(
        "notify", "notify UNIT NAME KEY [name=value…]",
        words => new NotifyCommand(
            words.TakeUnit(), words.TakeName(ContainerVerbs.Name), words.TakePlain("the key of a notice, such as example.com/path"),
            words.TakeFields("name=value", atLeastOne: false)),
        Slot.Unit)
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), Word.Plain(Container), Word.Plain(Key), .. Word.Pairs(Data)];

    internal override void Carry(Stage stage) => stage.Simulation.Notify(stage.Unit(Unit), Container, Key, Data);
}
