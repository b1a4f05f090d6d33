using System.Globalization;
using S3Contract.Charms;
using S3Contract.Harness.Juju.Controller;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Juju.Model;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Reference;

/// <summary>A random life of a small model with both reference charms: anything an operator may do, in any order, with faults.</summary>
internal sealed class RandomLife
{
    private static readonly string[] s_keysInTurn = ["access-key", "secret-key", "bucket", "region", "attributes", "endpoint"];
    private readonly Random _random;
    private readonly Simulation _simulation;
    private int _issued;

    public RandomLife(int seed, ICharmSubject provider, ICharmSubject requirer, Simulation simulation, bool byHand, bool leaderChanges)
    {
        _random = new Random(seed);
        _simulation = simulation;
        ByHand = byHand;
        LeaderChanges = leaderChanges;
        simulation.Deploy("provider", provider, 1 + _random.Next(2));
        simulation.Deploy("requirer", requirer, 1 + _random.Next(2), Bucket());
        if (_random.Next(3) == 0)
        {
            simulation.Deploy("requirer-b", requirer, 1, Bucket());
        }

        if (_random.Next(4) == 0)
        {
            simulation.Deploy("provider-b", provider, 1);
        }
    }

    /// <summary>Does the operator set fields one by one and write databags raw?</summary>
    private bool ByHand { get; }

    private bool LeaderChanges { get; }

    public void Live(int commands)
    {
        for (int i = 0; i < commands; i++)
        {
            Command();
        }

        _simulation.Settle();
        foreach (UnitName unit in Units("provider").Concat(Units("requirer")).ToArray())
        {
            _simulation.UpdateStatus(unit);
        }

        _simulation.Settle();
    }

    private void Command()
    {
        string provider = Pick("provider", "provider-b");
        string requirer = Pick("requirer", "requirer-b");
        switch (_random.Next(20))
        {
            case 0 or 1 or 2:
                _simulation.Integrate(provider, null, requirer, null);
                break;
            case 3:
                _simulation.RemoveRelation(provider, null, requirer, null);
                break;
            case 4 or 5 or 6:
                Issue(provider);
                break;
            case 7 or 8 or 9:
                _simulation.Settle([.. Enumerable.Range(0, 6).Select(_ => _random.Next(12))]);
                break;
            case 10 or 11:
                if (Units("").ToArray() is { Length: > 0 } any)
                {
                    _simulation.RunNext(any[_random.Next(any.Length)]);
                }

                break;
            case 12:
                _simulation.AddUnit(_random.Next(2) == 0 ? provider : requirer);
                break;
            case 13 when LeaderChanges:
                With(_random.Next(2) == 0 ? provider : requirer, unit => _simulation.RemoveUnit(unit));
                break;
            case 14 when LeaderChanges:
                With(_random.Next(2) == 0 ? provider : requirer, unit => _simulation.Elect(unit));
                break;
            case 15:
                With(_random.Next(2) == 0 ? provider : requirer, unit => _simulation.Arm(unit, _random.Next(2) == 0 ? Fault.Crash : Fault.Fail));
                break;
            case 16 when LeaderChanges:
                With(_random.Next(2) == 0 ? provider : requirer, unit => _simulation.Arm(unit, Fault.LoseLeadership));
                break;
            case 17:
                _simulation.Configure(requirer, [new("bucket", "bucket-" + Text(_random.Next(4)))]);
                break;
            case 18 when ByHand:
                With(_random.Next(2) == 0 ? provider : requirer, SetByHand);
                break;
            case 19:
                With(_random.Next(2) == 0 ? provider : requirer, unit => _simulation.UpdateStatus(unit));
                break;
        }
    }

    private void Issue(string provider)
    {
        string number = Text(++_issued);
        KeyValuePair<string, string>[] fields =
            [new("access-key", "ACCESSKEY" + number), new("secret-key", "SECRETKEY" + number), new("region", "region-" + number)];
        RelationId? only = null;
        string? requirer = null;
        foreach (RelationView relation in _simulation.World.Relations)
        {
            if (relation.Interface == "s3" && relation.Provider == provider && _random.Next(4) == 0)
            {
                only = relation.Id;
                requirer = relation.Requirer;
            }
        }

        if (_simulation.World.Applications.FirstOrDefault(application => application.Name == provider)?.Leader is not { } leader)
        {
            return;
        }

        _simulation.NoteIssued(provider, Databag.From(fields), requirer);
        Run(
            leader, "issue", only is { } id ? [.. fields, new("relation", id.ToString())] : fields,
            new Handover(HandoverKind.Issue, fields) { Requirer = requirer });
    }

    private void SetByHand(UnitName unit)
    {
        string key = s_keysInTurn[_random.Next(s_keysInTurn.Length)];
        string value = _random.Next(4) switch { 0 => "", 1 => "[\"a\"]", 2 => "null", _ => "HANDMADE" + Text(_random.Next(9)) };
        bool set = _random.Next(2) == 0;
        Run(unit, set ? "set" : "write", [new(key, value)], new Handover(set ? HandoverKind.Set : HandoverKind.Write, [new(key, value)]));
    }

    private void Run(UnitName unit, string action, KeyValuePair<string, string>[] parameters, Handover handover)
    {
        _simulation.Handover = handover;
        _simulation.RunAction(unit, action, parameters);
        _simulation.Handover = null;
    }

    private void With(string application, Action<UnitName> act)
    {
        UnitName[] units = [.. Units(application)];
        if (units.Length > 0)
        {
            act(units[_random.Next(units.Length)]);
        }
    }

    private IEnumerable<UnitName> Units(string prefix) => _simulation.World.Applications
        .Where(application => application.Name.StartsWith(prefix, StringComparison.Ordinal))
        .SelectMany(application => application.Units);

    private string Pick(string one, string other) => _random.Next(3) == 0 ? other : one;

    private KeyValuePair<string, string>[] Bucket() =>
        _random.Next(2) == 0 ? [] : [new("bucket", "bucket-" + Text(_random.Next(4)))];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
