namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>What may stand where a line is being typed: a pure function of the line and of what there is.</summary>
public static class Completion
{
    private delegate IEnumerable<string> Slot(CompletionScene scene, string[] before);

    private static readonly Slot s_applications = (scene, _) => scene.Applications;
    private static readonly Slot s_endpoints = (scene, _) => scene.Applications.SelectMany(known => scene.Endpoints(known).Select(name => $"{known}:{name}").Prepend(known));
    private static readonly Slot s_units = (scene, _) => scene.Model.Applications.SelectMany(known => known.Units.Select(unit => unit.ToString()).Append($"{known.Name}/leader"));
    private static readonly Slot s_everyUnit = (scene, before) => s_units(scene, before).Concat(scene.Applications.Select(known => $"{known}/*"));
    private static readonly Slot s_fields = (_, before) => Pairs(Vocabulary.Fields, before);
    private static readonly Slot s_nothing = (_, _) => [];

    // The slots of each command; the last one is for all further words.
    private static readonly Dictionary<string, Slot[]> s_commands = new(StringComparer.Ordinal)
    {
        ["add-unit"] = [s_applications, Words("-n"), s_nothing],
        ["config"] = [s_applications, (scene, before) => Pairs(scene.CharmOf(before[1])?.Config.Select(option => option.Name) ?? [], before)],
        ["crash"] = [s_units, s_nothing],
        ["deploy"] = [(scene, _) => scene.Deployable, (scene, before) => Pairs(scene.DeployFields(Names.RoleOf(before[1])), before).Prepend("--units")],
        ["elect"] = [s_units, s_nothing],
        ["expect"] = [Subjects, Expectations],
        ["fail"] = [s_units, s_nothing],
        ["include"] = [s_nothing],
        ["integrate"] = [s_endpoints, s_endpoints, s_nothing],
        ["issue"] = [Played("provider"), (scene, before) => before.Length == 2 ? Played("requirer")(scene, before).Concat(s_fields(scene, before)) : s_fields(scene, before)],
        ["lose-leadership"] = [s_units, s_nothing],
        ["refresh"] = [s_applications, s_nothing],
        ["remove-application"] = [s_applications, s_nothing],
        ["remove-relation"] = [s_endpoints, s_endpoints, s_nothing],
        ["remove-unit"] = [s_units, s_nothing],
        ["resolve"] = [s_units, Words("--no-retry"), s_nothing],
        ["run"] = [s_units, (scene, before) => before.Length == 2 ? scene.CharmOf(before[1])?.Actions.Select(action => action.Name) ?? [] : []],
        ["set"] = [s_units, s_fields],
        ["settle"] = [(_, before) => Pairs(["max", "order"], before)],
        ["step"] = [s_units, s_nothing],
        ["update-status"] = [s_units, s_nothing],
        ["write"] = [s_applications, s_fields],
    };

    /// <summary>The words that may stand in place of the last word of a line (an empty one after a blank), in the order of the alphabet.</summary>
    /// <param name="line">The line, up to where it is being typed.</param>
    /// <param name="scene">What there is.</param>
    public static IReadOnlyList<string> Of(string line, CompletionScene scene)
    {
        List<string> words = [.. line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        string typed = words.Count == 0 || line[^1] is ' ' or '\t' ? "" : words[^1];
        if (typed.Length > 0)
        {
            words.RemoveAt(words.Count - 1);
        }

        while (words.Count > 0 && words[0].StartsWith('['))
        {
            words.RemoveAt(0);
        }

        bool negated = words is ["!", ..];
        if (negated)
        {
            words.RemoveAt(0);
        }

        IEnumerable<string> known = words.Count == 0
            ? negated ? ["expect"] : Vocabulary.Commands.Keys.Concat(scene.Further.Keys).Append("expect?").Append("!")
            : After([.. words], scene);
        return [.. known.Where(word => word.StartsWith(typed, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> After(string[] before, CompletionScene scene)
    {
        string command = before[0].TrimStart('!').TrimEnd('?');
        if (s_commands.TryGetValue(command, out Slot[]? slots))
        {
            return slots[Math.Min(before.Length, slots.Length) - 1](scene, before);
        }

        return before.Length == 1 ? scene.Further.GetValueOrDefault(command) ?? [] : [];
    }

    private static IEnumerable<string> Subjects(CompletionScene scene, string[] before) =>
        s_everyUnit(scene, before).Concat(Vocabulary.ModelExpectations).Append("only");

    private static IEnumerable<string> Expectations(CompletionScene scene, string[] before)
    {
        string[] words = before is [var command, "only", .. var rest] ? [command, .. rest] : before;
        return words switch
        {
            [_] => Subjects(scene, words).Where(word => !string.Equals(word, "only", StringComparison.Ordinal)),
            [_, "databag"] or [_, "databag", _] => s_applications(scene, words),
            [_, "databag", _, _, ..] => s_fields(scene, words),
            [_, "quiet" or "nothing", ..] => [],
            [_, _] => Vocabulary.Events.Concat(Vocabulary.UnitExpectations),
            [_, _, "status"] => Vocabulary.Statuses,
            [_, var unit, "action"] => scene.CharmOf(unit)?.Actions.Select(action => action.Name) ?? [],
            [_, _, "action", _] => ["completed", "failed"],
            [_, var unit, "hook"] => Hooks(scene.Endpoints(unit)),
            [_, _, var seen, ..] when Vocabulary.Events.Contains(seen, StringComparer.Ordinal) => s_fields(scene, words).Concat(Pairs(["times"], words)),
            _ => [],
        };
    }

    private static IEnumerable<string> Hooks(IEnumerable<string> endpoints)
    {
        string[] relation = ["relation-created", "relation-joined", "relation-changed", "relation-departed", "relation-broken"];
        string[] others = ["config-changed", "install", "leader-elected", "leader-settings-changed", "remove", "start", "stop", "update-status", "upgrade-charm"];
        return others.Concat(relation).Concat(endpoints.SelectMany(name => relation.Select(hook => $"{name}-{hook}")));
    }

    private static Slot Words(params string[] words) => (_, _) => words;

    private static Slot Played(string role) => (scene, _) =>
        scene.Applications.Where(name => string.Equals(Names.RoleOf(name), role, StringComparison.Ordinal));

    // What was given already is not given twice.
    private static IEnumerable<string> Pairs(IEnumerable<string> names, string[] before) =>
        names.Select(name => name + "=").Where(pair => !Array.Exists(before, word => word.StartsWith(pair, StringComparison.Ordinal)));
}
