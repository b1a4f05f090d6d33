using System.Globalization;
using S3Contract.Charms;
using S3Contract.Reference;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>A run, told step by step: what a simulated Juju would have recorded, and things it would never record.</summary>
internal sealed class Story
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<(int Relation, string Unit), Databag> _unitBags = [];
    private ObservedModel _model = ObservedModel.Empty;
    private Pins _pins;

    public IReadOnlyList<Step> Steps => _steps;

    public Tally Judge()
    {
        var findings = new Tally();
        MachineState state = ReferenceMachine.StartOf(_pins);
        foreach (Step step in _steps)
        {
            state = ReferenceMachine.Advance(state, step, findings);
        }

        return findings;
    }

    public MachineState State()
    {
        var findings = new Tally();
        return _steps.Aggregate(ReferenceMachine.Start, (state, step) => ReferenceMachine.Advance(state, step, findings));
    }

    public Story Model(ModelChange change) => Add(new ModelStep(_steps.Count, change));

    public Story Deploy(string application, int units = 1)
    {
        Model(new ApplicationDeployed(application, "charm"));
        for (int i = 0; i < units; i++)
        {
            Model(new UnitAdded(new UnitName(application, i)));
        }

        return Elect($"{application}/0", first: true);
    }

    public Story Elect(string unit, bool first = false)
    {
        UnitName to = UnitName.Parse(unit);
        return Model(new LeaderMoved(to.Application, first ? null : Leader(to.Application), to));
    }

    public Story Relate(int relation, string provider = "provider", string requirer = "requirer") =>
        Model(new RelationAdded(relation, "s3", provider, "s3", requirer, "s3"));

    public Story Pinned(ContractVersion provider, ContractVersion requirer)
    {
        _pins = new Pins(provider, requirer);
        return this;
    }

    public Story Part(int relation) => Model(new RelationRemoved(relation));

    public Story Quiet() => Model(new ModelQuiet());

    public Story Issue(string fields, string? requirer = null, string provider = "provider") =>
        Model(new CredentialsIssued(provider, Databag.From(Pairs(fields))) { Requirer = requirer });

    public Story Config(string application, string options, Handover? handover = null) =>
        Model(new ConfigChanged(application, Pairs(options)) { Handover = handover });

    public Story Queue(string unit, string action, string parameters, Handover? handover = null) =>
        Model(new ActionQueued(UnitName.Parse(unit), action, Pairs(parameters)) { Handover = handover });

    /// <summary>What an action or an option carries out for the scenario.</summary>
    public static Handover Handing(HandoverKind kind, string fields, string? requirer = null, params string[] converted) =>
        new(kind, Pairs(fields)) { Requirer = requirer, Converted = converted };

    /// <summary>The action that hands over what was issued, and what it does.</summary>
    public Story Rotate(string fields, params string[] doing) =>
        Issue(fields).Queue("provider/0", "issue", fields, Handing(HandoverKind.Issue, fields)).Hook("provider/0 action issue", doing);

    /// <summary>Two applications, one relation, joined and asked.</summary>
    public static Story Asked(int providers = 1, int requirers = 1) => new Story()
        .Deploy("provider", providers).Deploy("requirer", requirers).Relate(1)
        .Hook("requirer/0 joined 1", "write bucket=b");

    /// <summary>Two applications, one relation, asked and answered with AK1 and SK1.</summary>
    public static Story Answered(int providers = 1, int requirers = 1) => Asked(providers, requirers)
        .Rotate("access-key=AK11 secret-key=SK11")
        .Hook("provider/0 changed 1", "event credentials-requested", "write bucket=b access-key=AK11 secret-key=SK11");

    /// <summary>One hook. What runs where: <c>UNIT created|joined|changed|departed|broken RELATION</c>, <c>UNIT action NAME</c> or
    /// <c>UNIT hook-name</c>. What it does: <c>write [RELATION] k=v…</c>, <c>write-unit k=v…</c>, <c>event NAME [RELATION]</c>,
    /// <c>log TEXT</c>, <c>status TEXT</c>, <c>print TEXT</c>, <c>result TEXT</c>, <c>leader yes|no</c>, <c>read</c>, <c>s3 OPERATION ACCESS-KEY BUCKET[/KEY] [AUTHORITY]</c>, <c>s3-distrust ENDPOINT AUTHORITY</c>, <c>refused-write</c>,
    /// <c>refused-read</c>, <c>add-secret NAME application|unit LABEL k=v…</c>, <c>set-secret NAME k=v…</c>, <c>grant NAME SUBJECT [RELATION]</c>,
    /// <c>revoke NAME SUBJECT</c>, <c>remove-secret NAME</c>, <c>read-secret NAME k=v…</c>, <c>lack COMMAND</c>, <c>fail</c>, <c>only-with [ODDITY…]</c> (what a failure hangs on), <c>kill</c>, <c>refuse-commit</c>, <c>action-fail</c>.</summary>
    public Story Hook(string which, params string[] doing)
    {
        string[] words = which.Split(' ');
        UnitName unit = UnitName.Parse(words[0]);
        Hook hook = ParseHook(unit, words);
        var entries = new List<HookEntry>();
        var after = new Dictionary<(int Relation, string Owner), Databag>();
        var outcome = HookOutcome.Committed;
        string stdout = "";
        string result = "";
        bool actionFailed = false;
        string[]? onlyWith = null;
        foreach (string line in doing)
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            string verb = blank < 0 ? line : line[..blank];
            string rest = blank < 0 ? "" : line[(blank + 1)..];
            switch (verb)
            {
                case "write" or "write-unit":
                    (int relation, string pairs) = TakeRelation(rest, hook);
                    string owner = verb is "write" ? unit.Application : unit.ToString();
                    var key = (relation, owner);
                    after[key] = (after.TryGetValue(key, out Databag? changed) ? changed : Bag(relation, owner)).With(Pairs(pairs));
                    entries.Add(new DatabagWrite(relation, verb is "write", Pairs(pairs)));
                    break;
                case "event":
                    string[] parts = rest.Split(' ');
                    int about = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : hook.Relation!.Value.Number;
                    entries.Add(new EventEmitted(parts[0], about, Bag(about, Other(about, unit.Application))));
                    break;
                case "read":
                    int read = hook.Relation?.Number ?? 1;
                    entries.Add(new DatabagRead(read, Other(read, unit.Application), Bag(read, Other(read, unit.Application))));
                    break;
                case "add-secret" or "set-secret" or "grant" or "revoke" or "remove-secret" or "read-secret":
                    entries.Add(SecretEntry(verb, rest.Split(' '), hook));
                    break;
                case "s3":
                    string[] asked = rest.Split(' ');
                    string[] place = asked[2].Split('/', 2);
                    entries.Add(new S3Asked(asked[0], 200) { AccessKey = asked[1], Bucket = place[0], Key = place.Length > 1 ? place[1] : null, Authority = asked.Length > 3 ? asked[3] : null });
                    break;
                case "s3-distrust":
                    entries.Add(new S3Distrusted(rest.Split(' ')[0], rest.Split(' ')[1]));
                    break;
                case "log":
                    entries.Add(new Logged(LogLevel.Info, rest));
                    break;
                case "status":
                    entries.Add(new StatusChanged(WorkloadStatus.Active, rest, false));
                    break;
                case "leader":
                    entries.Add(new LeaderAsked(rest is "yes"));
                    break;
                case "refused-write":
                    entries.Add(new Refusal("relation-set --app", "cannot write relation settings", hook.Relation ?? 1, ApplicationWrite: true));
                    break;
                case "refused-read":
                    entries.Add(new Refusal("relation-get --app", "permission denied", hook.Relation ?? 1, ApplicationRead: true));
                    break;
                case "lack":
                    entries.Add(new Lacking(rest, "secrets", "not found"));
                    break;
                case "print":
                    stdout = rest;
                    break;
                case "result":
                    result = rest;
                    break;
                case "action-fail":
                    actionFailed = true;
                    break;
                case "fail":
                    outcome = HookOutcome.Failed;
                    break;
                case "only-with":
                    onlyWith = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    break;
                case "kill":
                    outcome = HookOutcome.Killed;
                    break;
                case "refuse-commit":
                    outcome = HookOutcome.CommitRefused;
                    break;
                default:
                    throw new ArgumentException(line, nameof(doing));
            }
        }

        var commits = new List<DatabagCommit>();
        if (outcome == HookOutcome.Committed)
        {
            foreach (((int relation, string owner), Databag content) in after)
            {
                bool application = string.Equals(owner, unit.Application, StringComparison.Ordinal);
                commits.Add(new DatabagCommit(relation, application, Bag(relation, owner), content));
                if (!application)
                {
                    _unitBags[(relation, owner)] = content;
                }
            }
        }

        return Add(new HookStep(_steps.Count, unit, hook)
        {
            Leader = Leader(unit.Application) == unit,
            Outcome = outcome,
            Failure = outcome == HookOutcome.Failed ? "exit status 1" : null,
            FailsOnlyWith = onlyWith,
            Entries = entries,
            Commits = commits,
            Stdout = stdout,
            Action = hook.Kind == HookKind.Action
                ? new ActionOutcome(actionFailed, actionFailed ? "use the leader" : "", result.Length == 0 ? [] : [new("result", result)])
                : null,
        });
    }

    /// <summary>The URI of a secret, by a short name.</summary>
    public static string Uri(string name) => "secret:" + name.PadRight(20, '0');

    private static HookEntry SecretEntry(string verb, string[] words, Hook hook) => verb switch
    {
        "add-secret" => new SecretWrite(Uri(words[0]), Pairs(string.Join(' ', words[3..]))) { Owner = words[1], Label = words[2] is "-" ? null : words[2] },
        "set-secret" => new SecretWrite(Uri(words[0]), Pairs(string.Join(' ', words[1..]))),
        "grant" => new SecretAccess(Uri(words[0]), words[1], true)
        {
            Relation = words.Length > 2 ? int.Parse(words[2], CultureInfo.InvariantCulture) : hook.Relation ?? 1,
        },
        "revoke" => new SecretAccess(Uri(words[0]), words[1], false),
        "remove-secret" => new SecretRemoval(Uri(words[0])),
        _ => new SecretRead(Uri(words[0]), 1, Pairs(string.Join(' ', words[1..]))),
    };

    private Story Add(Step step)
    {
        _steps.Add(step);
        _model = _model.After(step);
        return this;
    }

    private static Hook ParseHook(UnitName unit, string[] words)
    {
        HookKind kind = words[1] switch
        {
            "created" => HookKind.RelationCreated,
            "joined" => HookKind.RelationJoined,
            "changed" => HookKind.RelationChanged,
            "departed" => HookKind.RelationDeparted,
            "broken" => HookKind.RelationBroken,
            "action" => HookKind.Action,
            "config-changed" => HookKind.ConfigChanged,
            "update-status" => HookKind.UpdateStatus,
            "leader-elected" => HookKind.LeaderElected,
            "secret-changed" => HookKind.SecretChanged,
            _ => throw new ArgumentException(words[1], nameof(words)),
        };
        return kind is >= HookKind.RelationCreated and <= HookKind.RelationBroken
            ? new Hook(kind) { Endpoint = "s3", Relation = int.Parse(words[2], CultureInfo.InvariantCulture) }
            : kind == HookKind.SecretChanged ? new Hook(kind) { Secret = Uri(words[2]) }
            : new Hook(kind) { ActionName = kind == HookKind.Action ? words[2] : null };
    }

    private static (int Relation, string Pairs) TakeRelation(string text, Hook hook)
    {
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        return int.TryParse(blank < 0 ? text : text[..blank], CultureInfo.InvariantCulture, out int relation)
            ? (relation, blank < 0 ? "" : text[(blank + 1)..])
            : (hook.Relation?.Number ?? 1, text);
    }

    private static List<KeyValuePair<string, string>> Pairs(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => new KeyValuePair<string, string>(pair[0], pair[1].Replace('~', ' '))),
    ];

    private UnitName? Leader(string application) => _model.Find(application)?.Leader;

    private Databag Bag(int relation, string owner) => _unitBags.TryGetValue((relation, owner), out Databag? bag) ? bag
        : _model.Find(new RelationId(relation)) is { } known && (known.Provider == owner || known.Requirer == owner) ? known.Shown(owner)
        : Databag.Empty;

    private string Other(int relation, string application) => _model.Find(new RelationId(relation))!.Other(application);
}
