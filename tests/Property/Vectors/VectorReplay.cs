using System.Globalization;
using System.Text.Json;
using S3Contract.Charms;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>Plays a recorded sequence on the library and says where the library does something else.</summary>
internal static class VectorReplay
{
    /// <summary>The first step that differs, with everything that differs in it; null if nothing does.</summary>
    public static string? FirstDifference(JsonElement sequence)
    {
        var unit = UnitName.Parse(sequence.GetProperty("unit").GetString()!);
        var world = new VectorWorld(unit);
        int number = 0;
        foreach (JsonElement step in sequence.GetProperty("steps").EnumerateArray())
        {
            var differences = new List<string>();
            Play(world, unit, sequence, step, differences);
            if (differences.Count > 0)
            {
                string id = sequence.GetProperty("id").GetString()!;
                string title = sequence.GetProperty("title").GetString()!;
                return $"{id} \"{title}\", step {number} ({step.GetProperty("hook")}):\n    " + string.Join("\n    ", differences);
            }

            number++;
        }

        return null;
    }

    private static void Play(VectorWorld world, UnitName unit, JsonElement sequence, JsonElement step, List<string> differences)
    {
        foreach (JsonElement change in VectorJson.List(step, "changes"))
        {
            world.Apply(change);
        }

        Begin(world, step);
        Dictionary<int, (Databag Application, Databag Unit)> before =
            world.Relations.ToDictionary(pair => pair.Key, pair => (pair.Value.LocalApplication, pair.Value.LocalUnit));
        var told = new List<CustomEvent>();
        var context = new CharmContext(unit, HookOf(step), world) { EventEmitted = told.Add };
        var charm = new VectorCharm(context, sequence, step);
        string raised = "null";
        try
        {
            charm.Dispatch();
        }
#pragma warning disable CA1031 // Every exception is compared by its kind.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            charm.Note(exception);
            raised = VectorCharm.NameOf(exception);
            foreach ((int id, (Databag Application, Databag Unit) databags) in before)
            {
                world.Relations[id].LocalApplication = databags.Application;
                world.Relations[id].LocalUnit = databags.Unit;
            }
        }

        JsonElement expect = step.GetProperty("expect");
        Compare("raised", VectorJson.TextOrNull(expect, "raised") ?? "null", raised);
        CompareLists("calls", VectorJson.List(expect, "calls").Select(Result), charm.Calls);
        CompareEvents(VectorJson.List(expect, "events").ToArray(), charm.Events);
        CompareLists("events told to the host", charm.Events.Select(Told), told.Select(e => $"{e.Name} {e.Endpoint}:{e.Relation}"));
        CompareLists("local", ExpectedLocal(expect), Local(world, before));
        CompareLists("writes", VectorJson.List(expect, "writes").Select(ExpectedWrite), world.Writes);
        CompareLists("warnings", VectorJson.List(expect, "warnings").Select(text => text.GetString()!), world.Warnings);
        Compare("refused_read", Flag(expect, "refused_read"), world.RefusedRead ? "true" : "false");
        Compare("refused_write", Flag(expect, "refused_write"), world.RefusedWrite ? "true" : "false");

        void Compare(string what, string expected, string observed)
        {
            if (expected != observed)
            {
                differences.Add($"{what}: expected {expected}, observed {observed}");
            }
        }

        void CompareLists(string what, IEnumerable<string> expected, IEnumerable<string> observed) =>
            Compare(what, "[" + string.Join(" | ", expected) + "]", "[" + string.Join(" | ", observed) + "]");

        void CompareEvents(JsonElement[] expected, List<SeenEvent> observed)
        {
            CompareLists("events", expected.Select(Headline), observed.Select(Headline));
            for (int i = 0; i < Math.Min(expected.Length, observed.Count); i++)
            {
                CompareLists(
                    $"properties of event {i}",
                    expected[i].GetProperty("properties").EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal)
                        .Select(p => $"{p.Name}={PropertyValue(p.Value)}"),
                    observed[i].Properties.Select(p => $"{p.Key}={p.Value}"));
                CompareLists($"calls of event {i}", VectorJson.List(expected[i], "calls").Select(Result), observed[i].Calls);
            }
        }
    }

    private static void Begin(VectorWorld world, JsonElement step)
    {
        world.Leader = step.GetProperty("leader").GetBoolean();
        world.Ids.Clear();
        foreach (JsonProperty endpoint in step.GetProperty("relation_ids").EnumerateObject())
        {
            world.Ids[endpoint.Name] = [.. endpoint.Value.EnumerateArray().Select(id => new RelationId(id.GetInt32()))];
        }

        world.Writes.Clear();
        world.Warnings.Clear();
        world.RefusedRead = false;
        world.RefusedWrite = false;
    }

    private static Hook HookOf(JsonElement step)
    {
        JsonElement hook = step.GetProperty("hook");
        string name = hook.GetProperty("name").GetString()!;
        var kind = Enum.Parse<HookKind>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        return !hook.TryGetProperty("endpoint", out JsonElement endpoint) ? new Hook(kind) : new Hook(kind)
        {
            Endpoint = endpoint.GetString(),
            Relation = hook.GetProperty("relation").GetInt32(),
            RemoteApplication = VectorJson.TextOrNull(hook, "app"),
            RemoteUnit = UnitName.TryParse(VectorJson.TextOrNull(hook, "unit"), out UnitName unit) ? unit : null,
        };
    }

    private static string Told(SeenEvent seen) => $"{seen.Kind.Replace('_', '-')} {seen.Endpoint}:{seen.Event.Relation.Id}";

    private static string Headline(SeenEvent seen) =>
        $"{seen.Kind} {seen.Endpoint}:{seen.Event.Relation.Id} app={seen.Event.Application} unit={seen.Event.Unit}";

    private static string Headline(JsonElement e) =>
        $"{e.GetProperty("kind")} {e.GetProperty("endpoint")}:{e.GetProperty("relation")} "
        + $"app={VectorJson.TextOrNull(e, "app")} unit={VectorJson.TextOrNull(e, "unit")}";

    private static string PropertyValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$raised", out JsonElement name)
            ? $"raised {name}"
            : VectorJson.Show(VectorJson.Value(value));

    private static string Result(JsonElement result) => result.TryGetProperty("raised", out JsonElement name)
        ? $"raised {name}"
        : VectorJson.Show(VectorJson.Value(result.GetProperty("ok")));

    private static string Flag(JsonElement expect, string name) =>
        expect.TryGetProperty(name, out JsonElement flag) && flag.GetBoolean() ? "true" : "false";

    private static string ExpectedWrite(JsonElement write) => VectorWorld.ShowWrite(
        write[0].GetInt32(), write[1].GetString() == "app", write[2].EnumerateArray().Select(VectorJson.Text),
        write[3].EnumerateArray().Select(VectorJson.Text));

    private static IEnumerable<string> ExpectedLocal(JsonElement expect)
    {
        if (expect.TryGetProperty("local", out JsonElement local))
        {
            foreach (JsonProperty relation in local.EnumerateObject().OrderBy(member => int.Parse(member.Name, CultureInfo.InvariantCulture)))
            {
                foreach (string which in new[] { "app", "unit" })
                {
                    if (relation.Value.TryGetProperty(which, out _))
                    {
                        yield return Shown(int.Parse(relation.Name, CultureInfo.InvariantCulture), which, VectorJson.Databag(relation.Value, which));
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Local(VectorWorld world, Dictionary<int, (Databag Application, Databag Unit)> before)
    {
        foreach ((int id, (Databag Application, Databag Unit) databags) in before)
        {
            VectorRelation now = world.Relations[id];
            if (!now.LocalApplication.Equals(databags.Application))
            {
                yield return Shown(id, "app", now.LocalApplication);
            }

            if (!now.LocalUnit.Equals(databags.Unit))
            {
                yield return Shown(id, "unit", now.LocalUnit);
            }
        }
    }

    private static string Shown(int relation, string which, Databag databag) => $"{relation} {which} {VectorJson.Show(VectorJson.Map(databag))}";
}
