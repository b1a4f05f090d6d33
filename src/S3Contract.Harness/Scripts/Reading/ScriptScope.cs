using S3Contract.Harness.S3;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Reading;

/// <summary>The values of a script's variables in one run, and the source of its fake values.</summary>
internal sealed class ScriptScope(ulong seed)
{
    // Where the S3 of the run is, as it is told, and who certifies it.
    private static readonly SortedDictionary<string, string> s_given = new(StringComparer.Ordinal)
    {
        ["s3-ca-chain"] = S3Authority.Chain,
        ["s3-endpoint"] = S3Address.Told,
        ["s3-host-endpoint"] = S3Address.ToldByName,
        ["s3-tls-endpoint"] = S3Address.ToldByTls,
        ["s3-tls-host-endpoint"] = S3Address.ToldByNameAndTls,
    };

    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly FakeValues _fakes = new(seed);

    /// <summary>The names that are known.</summary>
    public IEnumerable<string> Known => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>The scope of a run.</summary>
    /// <param name="header">The variables and their defaults.</param>
    /// <param name="given">What the caller gives: wins over defaults.</param>
    /// <param name="row">The row of the table of examples; wins over defaults, not over what is given.</param>
    /// <param name="seed">The seed of fake values.</param>
    public static ScriptScope Of(ScriptHeader header, IReadOnlyDictionary<string, string> given, ExampleRow? row, ulong seed)
    {
        var scope = new ScriptScope(seed);
        foreach ((string name, string value) in s_given)
        {
            scope._values[name] = value;
        }

        foreach (ScriptVariable variable in header.Variables)
        {
            scope._values[variable.Name] = scope.Resolve(variable.Default);
        }

        if (header.Examples is { } examples && row is not null)
        {
            for (int i = 0; i < examples.Columns.Count; i++)
            {
                scope._values[examples.Columns[i]] = scope.Resolve(row.Cells[i]);
            }
        }

        foreach ((string name, string value) in given)
        {
            scope._values[name] = value;
        }

        return scope;
    }

    /// <summary>The variables that every script has.</summary>
    public static IReadOnlyList<string> Given { get; } = [.. s_given.Keys];

    /// <summary>Makes a variable known; null for one whose value is not known yet.</summary>
    public void Add(string name, string? value) => _values.TryAdd(name, value);

    /// <summary>The words with all variables replaced. What is unknown is noted as an error.</summary>
    /// <returns>Null if a value is missing.</returns>
    public ValueList<Word>? Resolve(SourceLine line, ValueList<Word> words)
    {
        var resolved = new Word[words.Count];
        bool complete = true;
        for (int i = 0; i < resolved.Length; i++)
        {
            Word word = words[i];
            if (!word.IsTemplate)
            {
                resolved[i] = word;
                continue;
            }

            FakeValues.Check(line, word);
            complete &= Complete(line, word, word.Value) & (word.Name is null || Complete(line, word, word.Name));
            resolved[i] = word with { Name = word.Name is null ? null : Texts(word.Name), Value = Texts(word.Value) };
        }

        return complete ? resolved.ToValueList() : null;
    }

    private bool Complete(SourceLine line, Word word, ValueList<WordPart> parts)
    {
        bool complete = true;
        foreach (WordPart part in parts)
        {
            if (part is not VariablePart { Name: var name })
            {
                continue;
            }

            if (!_values.TryGetValue(name, out string? value))
            {
                string? near = NearestWord.Of(name, Known);
                line.Error(
                    word, $"unknown variable ${{{name}}}", $"a variable from a header line such as # let: {name}=value",
                    near is null ? null : $"${{{near}}}");
            }

            complete &= value is not null;
        }

        return complete;
    }

    private ValueList<WordPart> Texts(ValueList<WordPart> parts) => Resolve(parts) is { Length: > 0 } text ? [new TextPart(text)] : [];

    private string Resolve(ValueList<WordPart> parts) => string.Concat(parts.Select(part => part switch
    {
        VariablePart variable => _values.GetValueOrDefault(variable.Name),
        FakePart fake => _fakes.Next(fake.Kind),
        TextPart text => text.Text,
        _ => "",
    }));
}
