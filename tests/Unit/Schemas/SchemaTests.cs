using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using S3Contract.Harness.Reports.Baselines;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Harness.Traces;
using S3Contract.Tests.Unit.Cli;
using S3Contract.Tests.Unit.Process;
using S3Contract.Tests.Unit.Reports;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace S3Contract.Tests.Unit.Schemas;

/// <summary>The published schemas take what is written and read, and refuse what is not.</summary>
[Parallelizable]
public sealed class SchemaTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("s3contract-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_report_with_everything_in_it_and_those_of_a_real_check_and_shard()
    {
        string real = FaultyCheck.Answer.Report;
        CliRun.Of("check", ExampleCharms.Fixture("provider-partial-answer"), "--only", "answer", "--shard", "1/4", "--no-timing", "--report", "json=" + At("r.json"));

        Assert.Multiple(() =>
        {
            Assert.That(Problems("report", Kinds.Written("json", Reports.Samples.Full)), Is.Empty);
            Assert.That(Problems("report", real), Is.Empty);
            Assert.That(Problems("report", File.ReadAllText(At("r.json"))), Is.Empty);
            Assert.That(Problems("report", real.Replace("\"cause\"", "\"because\"", StringComparison.Ordinal)), Is.Not.Empty);
            Assert.That(Problems("report", real.Replace("\"verdict\": \"pass\"", "\"verdict\": \"passed\"", StringComparison.Ordinal)), Is.Not.Empty);
        });
    }

    [Test]
    public void A_real_trace_line_by_line()
    {
        CliRun.Of("check", "reference", "--only", "answer", "live", "--trace", At("t.jsonl"));
        string[] lines = [.. File.ReadLines(At("t.jsonl")), .. FaultyCheck.Answer.Trace.Split('\n', StringSplitOptions.RemoveEmptyEntries), .. TraceJson.Write(Traces.Samples.Of(Traces.Samples.Issued(0), Traces.Samples.Hook(1))).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

        Assert.That(lines, Has.Length.GreaterThan(100));
        Assert.That(lines.SelectMany(line => Problems("trace", line).Select(problem => $"{problem}: {line}")).FirstOrDefault(), Is.Null);
        Assert.That(Problems("trace", lines[1].Replace("\"index\"", "\"indx\"", StringComparison.Ordinal)), Is.Not.Empty);
    }

    [Test]
    public void Findings()
    {
        string file = At("a.s3c");
        File.WriteAllText(file, "deplyo provider\n");
        string wrong = CliRun.Of("lint", "--format", "json", file).Out;
        File.WriteAllText(file, "deploy provider\nsettle\n");
        string odd = CliRun.Of("lint", "--format", "json", file).Out;

        Assert.That(Problems("findings", wrong), Is.Empty);
        Assert.That(Problems("findings", odd), Is.Empty);
        Assert.That(Problems("findings", wrong.Replace("\"error\"", "\"fatal\"", StringComparison.Ordinal)), Is.Not.Empty);
    }

    private static IEnumerable<string> Profiles() =>
        Directory.EnumerateFiles(Path.Combine(ExampleCharms.Root, "examples"), "s3contract.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(ExampleCharms.Root, file)).Where(file => !file.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Profiles))]
    public void The_profile(string file) => Assert.That(Problems("profile", Json(File.ReadAllText(Path.Combine(ExampleCharms.Root, file)))), Is.Empty);

    [Test]
    public void The_profile_that_the_docs_show()
    {
        string page = File.ReadAllText(Path.Combine(ExampleCharms.Root, "docs", "profile.md"));

        Assert.That(Problems("profile", Json(page.Split("```yaml\n")[1].Split("```")[0])), Is.Empty);
    }

    [Test]
    public void The_profile_schema_knows_each_key() => Assert.That(
        JsonNode.Parse(File.ReadAllText(Path.Combine(ExampleCharms.Root, "schemas", "profile.schema.json")))!["properties"]!.AsObject().Select(property => property.Key),
        Is.EquivalentTo(ProfileReader.Keys));

    [TestCase("transport: tepid")]
    [TestCase("isolate: perhaps")]
    [TestCase("isue: []")]
    [TestCase("set: {regoin: x}")]
    [TestCase("environment: {JUJU_VERSION: \"3\"}")]
    [TestCase("juju-version: \"3.2\"")]
    [TestCase("events: {object_store_ready: credentials-change}")]
    [TestCase("waive: {live.answered: \"\"}")]
    [TestCase("hook-time-limit: 0")]
    public void A_profile_that_is_refused_is_refused_by_the_schema_too(string yaml) => Assert.That(Problems("profile", Json(yaml)), Is.Not.Empty);

    [Test]
    public void A_baseline()
    {
        string text = Baseline.Of(Reports.Samples.Full, null, null, new DateOnly(2027, 1, 31)).Text();

        Assert.That(Problems("baseline", text), Is.Empty);
        Assert.That(Problems("baseline", text.Replace("\"reason\"", "\"raeson\"", StringComparison.Ordinal)), Is.Not.Empty);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string[] Problems(string schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        EvaluationResults results = s_schemas.GetOrAdd(schema, name => JsonSchema.FromFile(Path.Combine(ExampleCharms.Root, "schemas", name + ".schema.json")))
            .Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid ? [] : [.. (results.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")), "not valid"];
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, JsonSchema> s_schemas = new(StringComparer.Ordinal);

    private static string Json(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        return stream.Documents.Count == 0 ? "null" : Node(stream.Documents[0].RootNode)?.ToJsonString() ?? "null";
    }

    // As an editor reads YAML.
    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => JsonValue.Create(scalar.Value is "true"),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };
}
