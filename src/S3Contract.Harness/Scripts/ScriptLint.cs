using S3Contract.Reference;

namespace S3Contract.Harness.Scripts;

/// <summary>Something about a script that can be read but is hardly meant.</summary>
/// <param name="Rule">Which rule: <c>no-expectation</c>, <c>covers-nothing</c>, <c>unknown-clause</c>, <c>unused-variable</c>,
/// <c>unreachable-expectation</c>, <c>near-directive</c>.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is odd, for people.</param>
public sealed record LintFinding(string Rule, int Line, string Message);

/// <summary>Looks a script over without running it.</summary>
public static class ScriptLint
{
    /// <summary>What is odd about a script, in the order of its lines.</summary>
    public static IReadOnlyList<LintFinding> Check(Script script)
    {
        List<LintFinding> findings = [];
        Coverage(script, findings);
        Variables(script, findings);
        Expectations(script, findings);
        Directives(script, findings);
        return [.. findings.OrderBy(finding => finding.Line)];
    }

    private static void Coverage(Script script, List<LintFinding> findings)
    {
        string[] known = [.. ClauseCatalogue.All.Select(clause => clause.Id)];
        if (script.Header.Covers.Count == 0)
        {
            findings.Add(new LintFinding("covers-nothing", 1, "the script names no clause; a header line such as # covers: live.answered says what it exercises"));
        }

        foreach (string id in script.Header.Covers.Where(id => !known.Contains(id, StringComparer.Ordinal)))
        {
            string near = NearestWord.Of(id, known) is { } word ? $". Did you mean \"{word}\"?" : "";
            findings.Add(new LintFinding("unknown-clause", LineOf(script, id), $"there is no clause {id}{near}"));
        }
    }

    private static void Variables(Script script, List<LintFinding> findings)
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

        foreach (ScriptVariable variable in script.Header.Variables.Where(variable => !used.Contains(variable.Name)))
        {
            findings.Add(new LintFinding("unused-variable", variable.Line, $"nothing uses the variable {variable.Name}"));
        }

        static IEnumerable<string> Used(ValueList<WordPart> parts) => parts.OfType<VariablePart>().Select(part => part.Name);
    }

    private static void Expectations(Script script, List<LintFinding> findings)
    {
        bool anything = false;
        bool any = false;
        foreach (ScriptLine line in script.Lines)
        {
            bool expects = line.Command is ExpectCommand or TemplateCommand { Words: [{ Value: [TextPart { Text: "expect" or "expect?" or "!" or "!expect" }] }, ..] };
            any |= expects;
            if (expects && !anything)
            {
                findings.Add(new LintFinding("unreachable-expectation", line.Number, "nothing has run yet that this could be about"));
            }

            anything |= line.Command is SettleCommand or StepCommand or IncludeCommand or ExtensionCommand
                || line.Command is TemplateCommand { Words: [{ Value: [TextPart { Text: "settle" or "step" }] }, ..] };
        }

        if (!any)
        {
            findings.Add(new LintFinding("no-expectation", script.Lines.Count, "the script expects nothing; at least expect quiet after a settle"));
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

    private static int LineOf(Script script, string text) =>
        script.Lines.FirstOrDefault(line => line.Comment?.Contains(text, StringComparison.Ordinal) == true)?.Number ?? 1;
}
