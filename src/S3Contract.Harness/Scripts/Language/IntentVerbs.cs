using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs about what is to be given: each says what is meant, and the profile of the charm that it is meant for says how.</summary>
internal static class IntentVerbs
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Verb> All => [IssueCommand.Entry, SetCommand.Entry, WriteCommand.Entry];
}

/// <summary><c>issue PROVIDER [REQUIRER] field=value…</c>: the provider is to give out these fields from now on.</summary>
/// <param name="Provider">The providing application.</param>
/// <param name="Requirer">The one application that is to receive them; null for all.</param>
/// <param name="Fields">The fields, keyed as in the databag.</param>
internal sealed record IssueCommand(string Provider, string? Requirer, Fields Fields) : ScriptCommand
{
    internal static readonly Verb Entry = new(
        "issue", "issue PROVIDER [REQUIRER] field=value…", Read, Slot.Provider, Slot.Requirer | Slot.Field, Slot.Field);

    internal override Verb Verb => Entry;

    internal override IEnumerable<string> Applications => Requirer is null ? [Provider] : [Provider, Requirer];

    internal override Fields Given => Fields;

    internal override ScriptCommand Rename(Func<string, string> rename) =>
        this with { Provider = rename(Provider), Requirer = Requirer is null ? null : rename(Requirer) };

    internal override ScriptCommand Giving(Fields fields) => this with { Fields = fields };

    internal override IEnumerable<Word> ToWords() => Line([.. Applications.Select(Word.Plain), .. Word.Pairs(Fields)]);

    internal override void Carry(Stage stage)
    {
        Player player = stage.Cast.Of(Provider);
        if (player.Profile.MakesOwnKeys)
        {
            SetBeside(stage, player);
            return;
        }

        PlayerLine[] lines = [.. player.Lines.Issue.Where(line => line.Uses("relation") == (Requirer is not null))];
        if (lines.Length == 0)
        {
            stage.Lacks(player, Requirer is null || player.Lines.Issue.Count == 0
                ? "issue: its profile has no lines under \"issue\""
                : "issue to one requirer: no line under issue: in its profile uses ${relation}");
            return;
        }

        // What the profile says of taking a field back holds for what is issued, too.
        Fields back = Requirer is null ? Fields.Where(field => field.Value.Length == 0 && player.Lines.Reset.ContainsKey(field.Key)).ToValueList() : [];
        Fields given = Fields.Except(back).ToValueList();
        string[] left = [.. given.Select(field => field.Key).Where(field => !Array.Exists(lines, line => line.HandsOver(field)))];
        if (left.Length > 0)
        {
            stage.Lacks(ProfileLines.NoLineFor(left, "issue"));
        }

        stage.Simulation.NoteIssued(Provider, Databag.From(Fields), Requirer);
        UnitName leader = stage.Unit(UnitReference.Leader(Provider));
        SortedDictionary<string, string> variables = ProfileLines.Variables(Provider, leader, given);
        if (Requirer is null)
        {
            stage.Carry(lines, variables, given, HandoverKind.Issue);
            if (back.Count > 0)
                stage.Set(leader, back);
            return;
        }

        foreach (RelationView relation in stage.Simulation.World.Between(Provider, Requirer))
        {
            variables["relation"] = relation.Id.ToString();
            variables["requirer"] = Requirer;
            stage.Carry(lines, variables, Fields, HandoverKind.Issue, Requirer);
        }
    }

    // To a charm that makes its own keys nothing is issued; what else goes with them is set, as far as it can be.
    private void SetBeside(Stage stage, Player player)
    {
        Fields fields = Requirer is null ? Fields.Where(field => player.Profile.Set.ContainsKey(field.Key)).ToValueList() : [];
        if (fields.Count > 0)
        {
            stage.Set(stage.Unit(UnitReference.Leader(Provider)), fields);
        }
    }

    private static IssueCommand Read(WordCursor words)
    {
        string provider = words.TakeApplication(role: "provider");
        string? requirer = words.Peek is { Name: null } ? words.TakeApplication(role: "requirer") : null;
        return new IssueCommand(provider, requirer, words.TakeFields("field=value", atLeastOne: true, Vocabulary.Fields));
    }
}

/// <summary><c>set UNIT field=value…</c>: the library's setters are called on that very unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Fields">The fields, keyed as in the databag.</param>
internal sealed record SetCommand(UnitReference Unit, Fields Fields) : UnitCommand(Unit)
{
    internal static readonly Verb Entry = new(
        "set", "set UNIT field=value…",
        words => new SetCommand(words.TakeUnit(), words.TakeFields("field=value", atLeastOne: true, Vocabulary.Fields)),
        Slot.Unit, Slot.Field);

    internal override Verb Verb => Entry;

    internal override Fields Given => Fields;

    internal override ScriptCommand Giving(Fields fields) => this with { Fields = fields };

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), .. Word.Pairs(Fields)];

    internal override void Carry(Stage stage) => stage.Set(stage.Unit(Unit), Fields);
}

/// <summary><c>write APP key=value…</c>: the reference counterpart writes these keys as they are, sensible or not.</summary>
/// <param name="Application">The application.</param>
/// <param name="Fields">The keys; an empty value deletes.</param>
internal sealed record WriteCommand(string Application, Fields Fields) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "write", "write APP key=value…",
        words => new WriteCommand(words.TakeApplication(), words.TakeFields("key=value", atLeastOne: true)),
        Slot.Application, Slot.Field);

    internal override Verb Verb => Entry;

    internal override Fields Given => Fields;

    internal override ScriptCommand Giving(Fields fields) => this with { Fields = fields };

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), .. Word.Pairs(Fields)];

    internal override void Carry(Stage stage)
    {
        Player player = stage.Cast.Of(Application);
        if (player.Lines.Write.Count == 0)
        {
            stage.Lacks(player, "write to order: only the reference charms do");
            return;
        }

        UnitName leader = stage.Unit(UnitReference.Leader(Application));
        stage.Carry(player.Lines.Write, ProfileLines.Variables(Application, leader, []), Fields, HandoverKind.Write);
    }
}
