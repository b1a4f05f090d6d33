using S3Contract.Harness.Juju;
using Fields = S3Contract.Harness.Scripts.ValueList<System.Collections.Generic.KeyValuePair<string, string>>;

namespace S3Contract.Harness.Scripts;

/// <summary>Makes a command of the words of one line. Every word that cannot stand where it stands is noted, not only the first.</summary>
/// <param name="line">The line, which takes the errors.</param>
/// <param name="words">Its words, without variables.</param>
internal sealed class CommandReader(SourceLine line, ValueList<Word> words)
{
    private const int MostUnits = 99;
    private const int MostHooks = 1_000_000;
    private readonly WordCursor _cursor = new(line, words);

    /// <summary>The line's command; null if it cannot be read.</summary>
    public static ScriptCommand? Read(SourceLine line, ValueList<Word> words)
    {
        int errorsBefore = line.Errors;
        ScriptCommand? command = new CommandReader(line, words).Read();
        return line.Errors == errorsBefore ? command : null;
    }

    private ScriptCommand? Read()
    {
        bool negated = false;
        Word first = _cursor.Take()!;
        string name = first.Name is null ? WordCursor.Text(first.Value) : WordCursor.Text(first.Name) + "=";
        if (name.StartsWith('!'))
        {
            negated = true;
            name = name[1..];
            if (name.Length == 0)
            {
                name = _cursor.PeekPlain ?? "";
                first = _cursor.Take() ?? first;
            }
        }

        ScriptCommand? command = ReadNamed(name, first, negated);
        if (command is not null && line.Errors == 0)
        {
            _cursor.ExpectEnd(name.TrimEnd('?'));
        }

        return command;
    }

    private ScriptCommand? ReadNamed(string name, Word first, bool negated)
    {
        if (name is "expect" or "expect?")
        {
            return new ExpectationReader(_cursor).Read(negated, soft: name is "expect?");
        }

        if (negated)
        {
            line.Error(first, name.Length == 0 ? "! alone" : $"! in front of {name}", "! expect …", "! expect");
            return null;
        }

        switch (name)
        {
            case "deploy":
                return ReadDeploy();
            case "integrate":
                return new IntegrateCommand(_cursor.TakeEndpoint(), _cursor.TakeEndpoint());
            case "remove-relation":
                return new RemoveRelationCommand(_cursor.TakeEndpoint(), _cursor.TakeEndpoint());
            case "remove-application":
                return new RemoveApplicationCommand(_cursor.TakeApplication());
            case "refresh":
                return new RefreshCommand(
                    _cursor.TakeApplication(), _cursor.Peek is null ? null : _cursor.TakePlain("the folder of another revision of the charm"));
            case "config":
                return ReadConfig();
            case "run":
                return ReadRun();
            case "add-unit":
                return new AddUnitCommand(_cursor.TakeApplication(), _cursor.TakeNumberFlag("-n", 1, 1, MostUnits));
            case "remove-unit":
                return new RemoveUnitCommand(_cursor.TakeUnit());
            case "elect":
                return new ElectCommand(_cursor.TakeUnit());
            case "update-status":
                return new UpdateStatusCommand(_cursor.TakeUnit());
            case "settle":
                return ReadSettle();
            case "step":
                return new StepCommand(_cursor.TakeUnit());
            case "crash":
                return new FaultCommand(_cursor.TakeUnit(), Fault.Crash);
            case "fail":
                return new FaultCommand(_cursor.TakeUnit(), Fault.Fail);
            case "lose-leadership":
                return new FaultCommand(_cursor.TakeUnit(), Fault.LoseLeadership);
            case "resolve":
                return new ResolveCommand(_cursor.TakeUnit(), !_cursor.TakeFlag("--no-retry"));
            case "issue":
                return ReadIssue();
            case "set":
                return new SetCommand(_cursor.TakeUnit(), _cursor.TakeFields("field=value", atLeastOne: true, Vocabulary.Fields));
            case "write":
                return new WriteCommand(_cursor.TakeApplication(), _cursor.TakeFields("key=value", atLeastOne: true));
            case "include":
                return new IncludeCommand(_cursor.TakePlain("the file to include"));
            default:
                if (line.Commands.FirstOrDefault(own => string.Equals(own.Name, name, StringComparison.Ordinal)) is { } command)
                {
                    return OwnCommandReader.Read(line, command, words, _cursor);
                }

                IEnumerable<string> known = Vocabulary.Commands.Keys.Concat(line.Commands.Select(own => own.Name)).Order(StringComparer.Ordinal);
                line.Error(first, $"unknown command \"{name}\"", "a command: " + string.Join(", ", known), RightWord(name, known));
                return null;
        }
    }

    // What people type who know Juju, or another test language; "juju" itself in front of a command is one word too many.
    private string? RightWord(string name, IEnumerable<string> known)
    {
        string? next = string.Equals(name, "juju", StringComparison.Ordinal) ? _cursor.PeekPlain : null;
        return known.Contains(next, StringComparer.Ordinal) ? next : Synonyms.Of(next ?? name) ?? NearestWord.Of(next ?? name, known);
    }

    private DeployCommand ReadDeploy()
    {
        string application = _cursor.TakeApplication();
        int units = _cursor.TakeNumberFlag("--units", 1, 1, MostUnits);
        return new DeployCommand(application, units, _cursor.TakeFields("field=value", atLeastOne: false));
    }

    private ConfigCommand ReadConfig()
    {
        string application = _cursor.TakeApplication();
        if (_cursor.TakeFlag("--other"))
        {
            return new ConfigCommand(application, []) { Other = true };
        }

        ValueList<string> reset = _cursor.TakeListFlag("--reset", "the options to reset, with commas between");
        Fields options = _cursor.TakeFields("option=value, or --reset option", atLeastOne: reset.Count == 0);
        return new ConfigCommand(application, options)
        {
            Reset = [.. reset, .. _cursor.TakeListFlag("--reset", "the options to reset, with commas between")],
        };
    }

    private RunCommand ReadRun()
    {
        UnitReference unit = _cursor.TakeUnit();
        string action = _cursor.TakeName("the name of an action");
        bool strings = _cursor.TakeFlag("--string-args");
        Fields parameters = _cursor.TakeFields("parameter=value", atLeastOne: false);
        return new RunCommand(unit, action, parameters, strings || _cursor.TakeFlag("--string-args"));
    }

    private IssueCommand ReadIssue()
    {
        string provider = _cursor.TakeApplication(role: "provider");
        string? requirer = _cursor.Peek is { Name: null } ? _cursor.TakeApplication(role: "requirer") : null;
        return new IssueCommand(provider, requirer, _cursor.TakeFields("field=value", atLeastOne: true, Vocabulary.Fields));
    }

    private SettleCommand ReadSettle()
    {
        ValueList<int> order = [];
        int? max = null;
        foreach ((Word word, string name, string value) in _cursor.TakePairs("order=… or max=…", ["max", "order"]))
        {
            if (string.Equals(name, "max", StringComparison.Ordinal))
            {
                max = _cursor.Number(word, value, 1, MostHooks);
            }
            else if (string.Equals(name, "order", StringComparison.Ordinal))
            {
                order = value.Split(',').Select(item => _cursor.Number(word, item, 0, int.MaxValue)).ToValueList();
            }
        }

        return new SettleCommand(order, max);
    }
}
