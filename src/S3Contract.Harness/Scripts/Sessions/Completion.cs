using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Sessions;

/// <summary>What may stand where a line is being typed: a pure function of the line and of what there is.</summary>
internal static class Completion
{
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
        if (Verbs.Find(command) is not { Places: var places })
        {
            return before.Length == 1 ? scene.Further.GetValueOrDefault(command) ?? [] : [];
        }

        Place? place = before.Length <= places.Count ? places[before.Length - 1] : places is [.., { Repeats: true } last] ? last : null;
        return place is null ? [] : Enum.GetValues<Slot>().Where(slot => place.Slot.HasFlag(slot)).SelectMany(slot => At(slot, before, scene)).Concat(New(place.Words, before));
    }

    private static IEnumerable<string> At(Slot slot, string[] before, CompletionScene scene) => slot switch
    {
        Slot.Application => scene.Applications,
        Slot.NewApplication => scene.Deployable,
        Slot.Provider or Slot.Requirer => scene.Applications.Where(name => Cast.RoleOf(name) == (slot == Slot.Provider ? Roles.Provider : Roles.Requirer)),
        Slot.Endpoint => scene.Applications.SelectMany(known => scene.Endpoints(known).Select(name => $"{known}:{name}").Prepend(known)),
        Slot.Unit => Units(scene),
        Slot.Secret => scene.Secrets,
        Slot.Action => scene.CharmOf(before[1])?.Actions.Select(action => action.Name) ?? [],
        Slot.Field => Pairs(Vocabulary.Fields, before),
        Slot.DeployField => Pairs(scene.DeployFields(Names.RoleOf(before[1])), before),
        Slot.Option => Pairs(scene.CharmOf(before[1])?.Config.Select(option => option.Name) ?? [], before),
        Slot.Subject => Subjects(scene).Append("only"),
        Slot.Expectation => Expectations(scene, before),
        _ => [],
    };

    private static IEnumerable<string> Units(CompletionScene scene) =>
        scene.Model.Applications.SelectMany(known => known.Units.Select(unit => unit.ToString()).Append($"{known.Name}/leader"));

    private static IEnumerable<string> Subjects(CompletionScene scene) =>
        Units(scene).Concat(scene.Applications.Select(known => $"{known}/*")).Concat(Vocabulary.ModelExpectations);

    private static IEnumerable<string> Expectations(CompletionScene scene, string[] before)
    {
        string[] words = before is [var command, "only", .. var rest] ? [command, .. rest] : before;
        return words switch
        {
            [_] => Subjects(scene),
            [_, "databag"] or [_, "databag", _] => At(Slot.Application, words, scene),
            [_, "databag", _, _, ..] => At(Slot.Field, words, scene),
            [_, "quiet" or "nothing", ..] => [],
            [_, _] => Vocabulary.Events.Concat(Vocabulary.UnitExpectations),
            [_, _, "status"] => Vocabulary.Statuses,
            [_, _, "action"] => At(Slot.Action, words, scene),
            [_, _, "action", _] => ["completed", "failed"],
            [_, var unit, "hook"] => Hooks(scene.Endpoints(unit)),
            [_, _, var seen, ..] when Vocabulary.Events.Contains(seen, StringComparer.Ordinal) => Pairs([.. Vocabulary.Fields, "times"], words),
            _ => [],
        };
    }

    private static IEnumerable<string> Hooks(IEnumerable<string> endpoints)
    {
        string[] relation = ["relation-created", "relation-joined", "relation-changed", "relation-departed", "relation-broken"];
        string[] others = ["config-changed", "install", "leader-elected", "leader-settings-changed", "remove", "secret-changed", "secret-expired", "secret-remove", "secret-rotate", "start", "stop", "update-status", "upgrade-charm"];
        return others.Concat(relation).Concat(endpoints.SelectMany(name => relation.Select(hook => $"{name}-{hook}")));
    }

    private static IEnumerable<string> Pairs(IEnumerable<string> names, string[] before) => New(names.Select(name => name + "="), before);

    // What was given already is not given twice.
    private static IEnumerable<string> New(IEnumerable<string> words, string[] before) =>
        words.Where(word => !word.EndsWith('=') || !Array.Exists(before, given => given.StartsWith(word, StringComparison.Ordinal)));
}
