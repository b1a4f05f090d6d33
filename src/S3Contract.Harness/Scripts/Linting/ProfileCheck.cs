using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Scripts.Linting;

/// <summary>Holds a profile against the charm it is for, before anything runs: lines that cannot be read, variables, options, actions and
/// parameters that there are not, and clauses that are waived and do not exist.</summary>
internal static class ProfileCheck
{
    private const string Sample = "x";

    /// <summary>What is wrong.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="charm">What the charm's metadata says.</param>
    /// <param name="ownClauses">The ids of clauses beside those of the contract.</param>
    public static IReadOnlyList<FileProblem> Problems(CharmProfile profile, CharmMetadata charm, IEnumerable<string>? ownClauses = null)
    {
        List<ScriptError> errors = [];
        string[] all = ["app", "leader", "unit", "fields", .. Vocabulary.Fields, .. Samples("").Keys];
        Look(profile, profile.Setup, ["app", "leader", "unit"], charm, errors);
        Look(profile, profile.Issue, [.. all, "relation", "requirer"], charm, errors);
        foreach (IReadOnlyList<ProfileLine> lines in profile.Set.Values.Concat(profile.Reset.Values))
        {
            Look(profile, lines, [.. all, "field", "value"], charm, errors);
        }

        return
        [
            .. errors.Select(error => new FileProblem(error.File, error.Line, error.Column, error.Message)),
            .. Clauses(profile, [.. ClauseCatalogue.All.Select(clause => clause.Id), .. ownClauses ?? []]),
        ];
    }

    /// <summary>Refuses a profile that does not fit its charm. What stands in no file of the user's is let be: a ready-made one has lines
    /// for options that not every charm of its shape has.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="charm">What the charm's metadata says.</param>
    /// <param name="ownClauses">The ids of clauses beside those of the contract.</param>
    /// <exception cref="CharmProblem">Something is wrong; the message names every problem with its place.</exception>
    public static void Require(CharmProfile profile, CharmMetadata charm, IEnumerable<string>? ownClauses = null)
    {
        IReadOnlyList<FileProblem> problems = profile.File is null ? [] : Problems(profile, charm, ownClauses);
        if (problems.Count > 0)
        {
            throw CharmProblem.Wrong(string.Join('\n', problems.Select(problem => problem.ToString()).Distinct(StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<FileProblem> Clauses(CharmProfile profile, string[] known)
    {
        foreach (string id in profile.Waive.Keys.Where(id => !known.Contains(id, StringComparer.Ordinal)))
        {
            (int line, int column) = profile.WaivePlaces.GetValueOrDefault(id, (1, 1));
            string near = NearestWord.Of(id, known) is { } meant ? $". Did you mean \"{meant}\"?" : "; s3contract explain lists them";
            yield return new FileProblem(FileOf(profile), line, column, $"unknown clause \"{id}\" under \"waive\"{near}");
        }
    }

    private static string FileOf(CharmProfile profile) => profile.File ?? "(built-in profile)";

    private static void Look(CharmProfile profile, IReadOnlyList<ProfileLine> lines, string[] variables, CharmMetadata charm, List<ScriptError> errors)
    {
        string application = charm.S3Endpoints(EndpointRole.Provider).Any() ? "provider" : "requirer";
        foreach (ProfileLine line in lines.Where(line => line.Line > 0 || profile.File is null))
        {
            var read = new PlayerLine(profile, line);
            SourceLine source = read.Source(errors);
            Variables(source, read.Words, variables);
            if (read.IsReadable && source.Errors == 0)
            {
                Names(source, read.Words, charm);
            }

            // The line as it would be carried out, with a value for every variable.
            _ = read.Command(Samples(application), [new("bucket", Sample)], errors);
        }
    }

    private static SortedDictionary<string, string> Samples(string application)
    {
        SortedDictionary<string, string> samples = ProfileLines.Variables(
            application, new UnitName(application, 0), Vocabulary.Fields.Select(field => new KeyValuePair<string, string>(field, Sample)).ToValueList());
        foreach (string variable in new[] { "field", "value", "requirer" })
        {
            samples[variable] = Sample;
        }

        samples["relation"] = "1";
        return samples;
    }

    private static void Variables(SourceLine source, ValueList<Word> words, string[] known)
    {
        foreach (Word word in words)
        {
            foreach (VariablePart part in (word.Name ?? []).Concat(word.Value).OfType<VariablePart>())
            {
                if (!known.Contains(part.Name, StringComparer.Ordinal))
                {
                    int at = source.Text.IndexOf($"${{{part.Name}}}", Math.Max(0, word.Column - 1), StringComparison.Ordinal);
                    source.Error(
                        at < 0 ? word.Column : at + 1, part.Name.Length + 3, $"unknown variable \"{part.Name}\"", null, NearestWord.Of(part.Name, known));
                }
            }
        }
    }

    private static void Names(SourceLine source, ValueList<Word> words, CharmMetadata charm)
    {
        switch (words.Count == 0 ? null : Text(words[0]))
        {
            case "config" when IsOwn(words, "app"):
                Pairs(source, words, "option", [.. charm.Config.Select(option => option.Name)]);
                Resets(source, words, [.. charm.Config.Select(option => option.Name)]);
                break;
            case "run" when IsOwn(words, "leader") || IsOwn(words, "unit"):
                Action(source, words, charm);
                break;
        }
    }

    private static void Action(SourceLine source, ValueList<Word> words, CharmMetadata charm)
    {
        if (words.Count < 3 || Text(words[2]) is not { } name)
        {
            return;
        }

        CharmAction? action = charm.Actions.FirstOrDefault(action => string.Equals(action.Name, name, StringComparison.Ordinal));
        if (action is null)
        {
            Unknown(source, words[2], "action", name, [.. charm.Actions.Select(known => known.Name)]);
        }
        else if (action.Schema.Properties.Count > 0)
        {
            Pairs(source, words, "parameter", [.. action.Parameters]);
        }
    }

    private static void Pairs(SourceLine source, ValueList<Word> words, string what, IReadOnlyList<string> known)
    {
        foreach (Word word in words)
        {
            if (word.Name is [TextPart { Text: var name }] && !known.Contains(name, StringComparer.Ordinal))
            {
                Unknown(source, word, what, name, known);
            }
        }
    }

    private static void Resets(SourceLine source, ValueList<Word> words, IReadOnlyList<string> known)
    {
        for (int i = 2; i + 1 < words.Count; i++)
        {
            if (string.Equals(Text(words[i]), "--reset", StringComparison.Ordinal) && Text(words[i + 1]) is { } names)
            {
                foreach (string name in names.Split(',').Where(name => !known.Contains(name, StringComparer.Ordinal)))
                {
                    Unknown(source, words[i + 1], "option", name, known);
                }
            }
        }
    }

    private static void Unknown(SourceLine source, Word word, string what, string name, IReadOnlyList<string> known) =>
        source.Error(
            word.Column, name.Length, $"the charm has no {what} \"{name}\"",
            known.Count == 0 ? null : $"one of {string.Join(", ", known)}", NearestWord.Of(name, known));

    // What a line does to other applications is not the charm's matter.
    private static bool IsOwn(ValueList<Word> words, string variable) =>
        words.Count > 1 && words[1] is { Name: null, Value: [VariablePart part, ..] } && part.Name is var name
        && (string.Equals(name, variable, StringComparison.Ordinal) || string.Equals(name, "app", StringComparison.Ordinal));

    private static string? Text(Word word) => word is { Name: null, Value: [TextPart { Text: var text }] } ? text : null;
}
