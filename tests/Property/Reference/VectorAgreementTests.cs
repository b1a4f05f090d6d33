using System.Text.Json;
using S3Contract.Charms;
using S3Contract.Reference;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;
using S3Contract.Tests.Property.Vectors;

namespace S3Contract.Tests.Property.Reference;

/// <summary>The machine agrees with the recorded lives of the Python library: what the library does by itself (its events, its bookkeeping,
/// who writes) breaks no clause of the levels core and library. What the charm in a recording makes the library do by calls is that
/// charm's doing, so clauses on the content of databags are not judged, and recordings in which it emits events itself or uses up the
/// difference are left out.</summary>
public sealed class VectorAgreementTests
{
    private static readonly string[] s_meddling = ["emit", "_diff", "diff"];
    private static readonly string[] s_families = ["events"];
    private static readonly string[] s_clauses = ["write.leader-only", "write.own-side", "data.generated-bucket"];

    [TestCase("provider")]
    [TestCase("requirer")]
    public void A_recorded_life_raises_nothing(string role)
    {
        if (Recording.FileOf(role) is not { } file)
        {
            Assert.Ignore("no recordings of this role");
            return;
        }

        var all = new Tally();
        int judged = 0;
        int lives = 0;
        foreach (JsonElement sequence in Recording.Sequences(file))
        {
            lives++;
            if (Meddles(sequence))
            {
                continue;
            }

            judged++;
            var findings = new Tally();
            MachineState state = ReferenceMachine.Start;
            foreach (Step step in new RecordedLife(role, sequence).Steps)
            {
                state = ReferenceMachine.Advance(state, step, findings);
            }

            all.Add(findings);
            Assert.That(
                findings.Violations.Where(IsTheLibrarys).Select(v => $"{v.Clause.Id}, step {v.StepIndex}: {v.Message}"), Is.Empty,
                sequence.GetProperty("id").GetString());
        }

        Assert.That(judged, Is.GreaterThan(lives / 4));
        Assert.That(
            ClauseCatalogue.All.Count(clause => clause.Family == "events" && all.Checked(clause, Roles.Both) > 0),
            Is.EqualTo(role == "provider" ? 4 : 8));
    }

    private static bool IsTheLibrarys(Violation finding) =>
        finding.Clause.Level != ClauseLevel.Strict && (s_families.Contains(finding.Clause.Family) || s_clauses.Contains(finding.Clause.Id));

    private static bool Meddles(JsonElement sequence) => sequence.GetProperty("steps").EnumerateArray().Any(step =>
        VectorJson.List(step, "in_event").Concat(VectorJson.List(step, "in_hook"))
            .Any(call => s_meddling.Contains(call.GetProperty("do").GetString()!) || call.ToString().Contains("\"data\"", StringComparison.Ordinal))
        || VectorJson.List(step, "changes").Any(change => change.GetProperty("op").GetString() is "forget-app" or "local-app"));
}

/// <summary>A recorded life of one unit as steps of a run: what happens elsewhere is told as hooks of units elsewhere.</summary>
internal sealed class RecordedLife
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<int, (string Remote, Databag RemoteData, Databag Application, Databag Unit)> _relations = [];
    private readonly UnitName _self;
    private readonly UnitName _other;
    private readonly bool _provider;
    private bool? _leader;

    public RecordedLife(string role, JsonElement sequence)
    {
        _provider = role == "provider";
        _self = UnitName.Parse(sequence.GetProperty("unit").GetString()!);
        _other = _self with { Number = 900 };
        Model(new ApplicationDeployed(_self.Application, "recorded"));
        Model(new UnitAdded(_self));
        Model(new UnitAdded(_other));
        foreach (JsonElement step in sequence.GetProperty("steps").EnumerateArray())
        {
            foreach (JsonElement change in VectorJson.List(step, "changes"))
            {
                Apply(change);
            }

            Hook(step);
        }
    }

    public IReadOnlyList<Step> Steps => _steps;

    private void Model(ModelChange change) => _steps.Add(new ModelStep(_steps.Count, change));

    private void Apply(JsonElement change)
    {
        int id = change.GetProperty("id").GetInt32();
        switch (change.GetProperty("op").GetString())
        {
            case "add-relation":
                string endpoint = change.GetProperty("endpoint").GetString()!;
                string remote = VectorJson.TextOrNull(change, "remote_app") ?? $"nameless-{id}";
                remote = remote == _self.Application ? remote + "-too" : remote;
                _relations[id] = (remote, Databag.Empty, VectorJson.Databag(change, "local_app"), VectorJson.Databag(change, "local_unit"));
                var unit = new UnitName(remote, 900);
                Model(new UnitAdded(unit));
                Model(new LeaderMoved(remote, null, unit));
                Model(_provider
                    ? new RelationAdded(id, "s3", _self.Application, endpoint, remote, "far")
                    : new RelationAdded(id, "s3", remote, "far", _self.Application, endpoint));
                Write(unit, id, Databag.Empty, VectorJson.Databag(change, "remote_data"));
                Write(_other, id, Databag.Empty, _relations[id].Application);
                break;
            case "remove-relation":
                Model(new RelationGone(id));
                _relations.Remove(id);
                break;
            case "remote-app":
                Databag after = Changed(_relations[id].RemoteData, change);
                Write(new UnitName(_relations[id].Remote, 900), id, _relations[id].RemoteData, after);
                break;
        }
    }

    private void Write(UnitName writer, int id, Databag before, Databag after)
    {
        _steps.Add(new HookStep(_steps.Count, writer, new Hook(HookKind.LeaderElected))
        {
            Leader = true,
            Commits = [new DatabagCommit(id, true, before, after)],
        });
        if (writer.Application != _self.Application)
        {
            _relations[id] = _relations[id] with { RemoteData = after };
        }
    }

    private void Hook(JsonElement step)
    {
        bool leader = step.GetProperty("leader").GetBoolean();
        if (leader != _leader)
        {
            Model(new LeaderMoved(_self.Application, _leader is null ? null : leader ? _other : _self, leader ? _self : _other));
            _leader = leader;
        }

        JsonElement expect = step.GetProperty("expect");
        JsonElement hook = step.GetProperty("hook");
        var entries = VectorJson.List(expect, "events").Select(e => (HookEntry)new EventEmitted(
            e.GetProperty("kind").GetString()!.Replace('_', '-'), e.GetProperty("relation").GetInt32(),
            _relations[e.GetProperty("relation").GetInt32()].RemoteData)).ToArray();
        var commits = new List<DatabagCommit>();
        if (expect.TryGetProperty("local", out JsonElement local))
        {
            foreach (JsonProperty changed in local.EnumerateObject())
            {
                int id = int.Parse(changed.Name, System.Globalization.CultureInfo.InvariantCulture);
                if (changed.Value.TryGetProperty("app", out _))
                {
                    Databag after = VectorJson.Databag(changed.Value, "app");
                    commits.Add(new DatabagCommit(id, true, _relations[id].Application, after));
                    _relations[id] = _relations[id] with { Application = after };
                }
            }
        }

        string name = hook.GetProperty("name").GetString()!;
        bool failed = VectorJson.TextOrNull(expect, "raised") is not null;
        _steps.Add(new HookStep(
            _steps.Count, _self,
            new Hook(Enum.Parse<HookKind>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true))
            {
                Endpoint = VectorJson.TextOrNull(hook, "endpoint"),
                Relation = hook.TryGetProperty("relation", out JsonElement relation) ? relation.GetInt32() : null,
                RemoteUnit = UnitName.TryParse(VectorJson.TextOrNull(hook, "unit"), out UnitName unit) ? unit : null,
            })
        {
            Leader = leader,
            Outcome = failed ? HookOutcome.Failed : HookOutcome.Committed,
            Entries = entries,
            Commits = failed ? [] : commits,
        });
    }

    private static Databag Changed(Databag before, JsonElement change)
    {
        Databag after = before.With(VectorJson.Databag(change, "set"));
        foreach (JsonElement key in VectorJson.List(change, "unset"))
        {
            after = after.With(VectorJson.Text(key), "");
        }

        return after;
    }
}
