using System.Globalization;
using System.Text;
using S3Contract.Bench.Comparing;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Bench.Growing;

/// <summary>How the cost of what people make large grows: worlds, scripts, databags, traces.</summary>
internal static class GrowthRows
{
    /// <summary>Measures.</summary>
    public static IEnumerable<Growth> Measure(bool isSmoke)
    {
        double[] upTo64 = isSmoke ? [1, 2, 4] : [1, 2, 4, 8, 16, 32, 64];
        double[] commands = isSmoke ? [10, 30] : [10, 30, 100, 300, 1000, 3000, 10_000];
        double[] bytes = isSmoke ? [1000, 3000] : [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
        double[] megabytes = isSmoke ? [1, 2] : [1, 3, 10, 30, 100];

        yield return Growth.Of(
            "units on either side, hooks of a life",
            [.. upTo64.Select(size => (size, (double)ScriptRuns.HooksOf(Life(size, 1))))],
            "hooks",
            "Not a cost: each unit meets each unit of the other side, and providers their peers, so hooks grow with the square of the units.");
        yield return Growth.Of(
            "units on either side, time a hook",
            [.. upTo64.Select(size => (size, Least(() => ScriptRuns.MicrosecondsAHook(Life(size, 1)))))],
            "µs a hook",
            "A life with a rotation and a leader change, simulated and judged.");
        yield return Growth.Of(
            "relations of one provider, time a hook",
            [.. upTo64.Select(size => (size, Least(() => ScriptRuns.MicrosecondsAHook(Life(1, (int)size)))))],
            "µs a hook",
            "As many requirers on one provider, which answers each of them in one hook: that hook's work is as large as there are relations.");
        yield return Growth.Of(
            "commands of a script, run and judged",
            [.. commands.Select(size => (size, Least(() => ScriptRuns.Seconds(Commands((int)size)))))],
            "s",
            "Issue, settle, elect, add-unit and remove-unit in turns, one world.");
        yield return Growth.Of(
            "bytes of a databag, a life",
            [.. bytes.Select(size => (size, Least(() => ScriptRuns.Seconds(LargeBag((int)size)))))],
            "s",
            "One field so large, which changes with each rotation; simulated and judged.");
        yield return Growth.Of(
            "bytes of a databag, masked and written",
            [.. bytes.Select(size => (size, Least(() => Traces.MaskAndWrite(LargeBag((int)size)))))],
            "s",
            "The trace of that life with its secrets masked, as a file.");
        yield return Growth.Of(
            "lines of a script, read, printed and checked",
            [.. commands.Select(size => (size, Least(() => Texts.Seconds((int)size))))],
            "s",
            "Parser, printer and linter.");
        foreach (Growth row in Traces.Judged(megabytes))
        {
            yield return row;
        }
    }

    private static double Least(Func<double> measure) => Enumerable.Range(0, 3).Min(_ => measure());

    private static Script Life(double units, int relations)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"deploy provider --units {units}\n");
        for (int i = 0; i < relations; i++)
        {
            string name = i == 0 ? "requirer" : string.Create(CultureInfo.InvariantCulture, $"requirer-n{i}");
            text.Append(CultureInfo.InvariantCulture, $"deploy {name} --units {units}\nintegrate provider {name}\n");
        }

        text.Append("settle\nissue provider access-key=AK1 secret-key=SK1\nsettle\nelect provider/1\nissue provider access-key=AK2 secret-key=SK2\nsettle\n");
        return Parsed(text.ToString());
    }

    private static Script Commands(int count)
    {
        StringBuilder text = new("deploy provider --units 2\ndeploy requirer --units 2\nintegrate provider requirer\nsettle\n");
        for (int i = 4; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Command(i)}\n");
        }

        return Parsed(text.ToString());
    }

    private static string Command(int number) => (number % 8) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"issue provider access-key=AKIA{number:00000} secret-key=wJalrXUtnFEMI{number:00000}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"elect provider/{number / 8 % 2}"),
        4 => "add-unit requirer",
        6 => "remove-unit requirer/0",
        _ => "settle",
    };

    private static Script LargeBag(int bytes)
    {
        StringBuilder text = new("deploy provider --units 2\ndeploy requirer --units 2\nintegrate provider requirer\nsettle\n");
        for (int i = 0; i < 3; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"issue provider access-key=AKIAEXAMPLE{i} secret-key=wJalrXUtnFEMI{i} path={new string((char)('p' + i), bytes)}\nsettle\n");
        }

        return Parsed(text.ToString());
    }

    private static Script Parsed(string text)
    {
        ScriptParse parse = ScriptParser.Parse(text, "growth.s3c");
        return parse.IsValid ? parse.Script : throw new InvalidOperationException(parse.Errors[0].ToString());
    }
}
