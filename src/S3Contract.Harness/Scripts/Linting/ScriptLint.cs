using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Scripts.Linting;

/// <summary>Something about a script that can be read but is hardly meant.</summary>
/// <param name="Rule">Which of the <see cref="LintRule.All"/>, by its name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is odd, for people.</param>
internal sealed record LintFinding(string Rule, int Line, string Message)
{
    /// <summary>How much it weighs.</summary>
    public LintSeverity Severity => LintRule.Of(Rule).Severity;
}

/// <summary>Looks a script over without running it. Of a script with includes, what stands in the included files counts (they may hold its
/// expectations), but is not itself looked over.</summary>
internal static class ScriptLint
{
    /// <summary>What is odd about a script, in the order of its lines.</summary>
    /// <param name="script">The script.</param>
    /// <param name="isPart">Is it only a part of others, which say what it is for?</param>
    public static IReadOnlyList<LintFinding> Check(Script script, bool isPart = false)
    {
        List<LintFinding> findings = [];
        Coverage(script, isPart, findings);
        Variables(script, isPart, findings);
        if (!isPart)
        {
            Expectations(script, findings);
            OpenWorlds(script, findings);
        }

        Directives(script, findings);
        return [.. findings.OrderBy(finding => finding.Line)];
    }

    private static void Coverage(Script script, bool isPart, List<LintFinding> findings)
    {
        string[] known = [.. ClauseCatalogue.All.Select(clause => clause.Id)];
        if (script.Header.Covers.Count == 0 && !isPart)
        {
            findings.Add(new LintFinding("covers-nothing", 1, "the script names no clause; a header line such as # covers: live.answered says what it exercises"));
        }

        foreach (string id in script.Header.Covers.Where(id => !known.Contains(id, StringComparer.Ordinal)))
        {
            string near = NearestWord.Of(id, known) is { } word ? $". Did you mean \"{word}\"?" : "";
            findings.Add(new LintFinding("unknown-clause", LineOf(script, id), $"there is no clause {id}{near}"));
        }
    }

    private static void Variables(Script script, bool isPart, List<LintFinding> findings)
    {
        HashSet<string> used = new(StringComparer.Ordinal);
        foreach (Word word in script.Commands.OfType<TemplateCommand>().SelectMany(template => template.Words))
        {
            used.UnionWith(Used(word.Value).Concat(word.Name is null ? [] : Used(word.Name)));
        }

        foreach (ScriptVariable variable in script.Header.Variables)
        {
            used.UnionWith(Used(variable.Default));
        }

        // Who includes a part may use what it defines.
        foreach (ScriptVariable variable in script.Header.Variables.Where(variable => !isPart && variable.File is null && !used.Contains(variable.Name)))
        {
            findings.Add(new LintFinding("unused-variable", variable.Line, $"nothing uses the variable {variable.Name}"));
        }

        if (script.Header.Examples is { } examples)
        {
            findings.AddRange(examples.Columns
                .Where(column => !used.Contains(column) && !string.Equals(column, "name", StringComparison.Ordinal))
                .Select(column => new LintFinding("unused-variable", examples.Rows[0].Line - 1, $"nothing uses the column {column} of the examples")));
        }

        static IEnumerable<string> Used(ValueList<WordPart> parts) => parts.OfType<VariablePart>().Select(part => part.Name);
    }

    private static void Expectations(Script script, List<LintFinding> findings)
    {
        bool anything = false;
        bool any = false;
        foreach (ScriptLine line in script.Lines)
        {
            bool expects = IsExpectation(line.Command);
            any |= expects;
            if (expects && line.File is null)
            {
                if (!anything)
                {
                    findings.Add(new LintFinding("unreachable-expectation", line.Number, "nothing has run yet that this could be about"));
                }
                else if (Contradiction([.. script.Header.Needs, .. line.Conditions]) is { } never)
                {
                    findings.Add(new LintFinding("unreachable-expectation", line.Number, $"never reached: {never} never hold together"));
                }
            }

            anything |= line.Command is ExtensionCommand or TemplateCommand { Verb: null } or { Verb.Runs: not HookRuns.None };
        }

        if (!any)
        {
            findings.Add(new LintFinding("no-expectation", Math.Max(1, script.Lines.Count), "the script expects nothing; at least expect quiet after a settle"));
        }
    }

    // For each group of expectations behind a settle: does one of them say that there was nothing else?
    private static void OpenWorlds(Script script, List<LintFinding> findings)
    {
        bool settled = false;
        bool closed = false;
        ScriptLine? first = null;
        foreach (ScriptLine line in script.Lines.Where(line => line.Command is not null).Append(new ScriptLine(null)))
        {
            if (IsExpectation(line.Command))
            {
                first ??= line;
                closed |= Closes(line.Command);
                continue;
            }

            if (first is { File: null } && settled && !closed)
            {
                findings.Add(new LintFinding(
                    "open-world", first.Number, "what else happened since the settle is left open; expect only … in this group, or expect nothing, closes the world"));
            }

            settled = (settled && first is null) || line.Command is { Verb.Runs: HookRuns.UntilQuiet };
            (first, closed) = (null, false);
        }
    }

    private static void Directives(Script script, List<LintFinding> findings)
    {
        foreach (ScriptLine line in script.Lines.TakeWhile(line => line.Command is null))
        {
            string text = line.Comment?.TrimStart('#').TrimStart() ?? "";
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && HeaderReader.NearDirective(text[..colon].ToLowerInvariant()) is { } near)
            {
                findings.Add(new LintFinding("near-directive", line.Number, $"\"{text[..colon]}:\" is a plain comment. Did you mean \"{near}:\"?"));
            }
        }
    }

    private static bool IsExpectation(ScriptCommand? command) => command?.Verb == ExpectCommand.Entry;

    private static bool Closes(ScriptCommand? command) => command switch
    {
        ExpectCommand expect => expect.Only || expect is { Negated: false, Expectation: NothingExpectation },
        TemplateCommand { Words: [_, { Name: null, Value: [TextPart { Text: "only" }] }, ..] } => true,
        _ => false,
    };

    private static string? Contradiction(IReadOnlyList<Condition> conditions)
    {
        foreach (Condition condition in conditions)
        {
            // What runs in process is no process.
            string? other = condition switch
            {
                { Name: Condition.Process, Negated: false } => Condition.InProcess,
                { Name: Condition.InProcess, Negated: false } => Condition.Process,
                _ => null,
            };
            Condition? against = conditions.FirstOrDefault(each =>
                each == condition with { Negated = !condition.Negated } || (other is not null && each == new Condition(other)));
            if (against is not null)
            {
                return $"{condition} and {against}";
            }
        }

        return null;
    }

    private static int LineOf(Script script, string text) =>
        script.Lines.FirstOrDefault(line => line.Comment?.Contains(text, StringComparison.Ordinal) == true)?.Number ?? 1;
}
