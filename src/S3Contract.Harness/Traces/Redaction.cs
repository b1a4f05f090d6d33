using System.Globalization;
using System.Text;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Secrets;

namespace S3Contract.Harness.Traces;

/// <summary>
/// Takes the secrets out of what leaves the process. Every value ever seen under an access key or a secret key gets a mask,
/// <c>‹secret-1›</c>, numbered by first appearance: equal values get the same mask, different values different ones, an empty value stays
/// empty. So pairs stay pairs, changes stay changes, a leak stays a leak, and a masked trace is judged as the original is. A mask masked
/// again is itself. The rules for short values and encoded forms are in <c>docs/trace.md</c>.
/// </summary>
internal sealed class Redaction
{
    // A value that as a whole equals a secret of so many characters is that secret, under whatever name.
    private const int ShortestWhole = 3;

    private readonly Dictionary<string, string> _masks = new(StringComparer.Ordinal);
    private readonly List<KnownSecret> _secrets = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<Databag, Databag> _bags = new(ReferenceEqualityComparer.Instance);
    private KnownSecret[]? _inTexts;
    private int _last;

    /// <summary>How many different secrets are known.</summary>
    public int Count => _masks.Count;

    /// <summary>The masks of all secrets of a trace.</summary>
    public static Redaction Of(Trace trace)
    {
        var redaction = new Redaction();
        redaction.Learn(trace);
        return redaction;
    }

    /// <summary>The trace with its secrets masked, and each key noted that was seen where it must not show.</summary>
    public static Trace Masked(Trace trace) => Of(trace).Mask(Sightings.Noted(trace));

    /// <summary>Learns the secrets of a trace.</summary>
    public void Learn(Trace trace)
    {
        // What is a mask already keeps its number, so no other value may get it, however early that one appears.
        foreach (Step step in trace.Steps)
        {
            NamedValues.Visit(step, LearnIfMask);
        }

        foreach (Step step in trace.Steps)
        {
            Learn(step);
        }
    }

    /// <summary>Learns the secrets of a step. What was masked before stays as it was.</summary>
    public void Learn(Step step)
    {
        if (step is ModelStep { Change: ApplicationDeployed deployed })
        {
            _open.Add(deployed.Application);
        }
        else if (step is ModelStep { Change: RelationAdded relation })
        {
            _open.Add(relation.ProviderEndpoint);
            _open.Add(relation.RequirerEndpoint);
        }

        NamedValues.Visit(step, Learn);
    }

    /// <summary>Learns a value, if its name is that of a secret; of a JSON object, what it holds under such names.</summary>
    public void Learn(string name, string value)
    {
        if (!SecretName.Is(name))
        {
            if (SecretName.IsOpenField(name) && _open.Add(value))
            {
                _inTexts = null;
            }

            NestedSecrets.Visit(value, Learn);
        }
        else if (!ContractFields.IsPlaceholder(value) && !string.IsNullOrWhiteSpace(value) && !_masks.ContainsKey(value))
        {
            _masks.Add(value, NextMask(value));
            _secrets.Add(new KnownSecret(value));
            _inTexts = null;
            _bags.Clear();
        }
    }

    /// <summary>A trace with the known secrets masked.</summary>
    public Trace Mask(Trace trace)
    {
        var steps = new Step[trace.Steps.Count];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = Mask(trace.Steps[i]);
        }

        return trace with { Steps = steps };
    }

    /// <summary>A step with the known secrets masked.</summary>
    public Step Mask(Step step) => _masks.Count == 0 ? step : new StepMask(this).Apply(step);

    /// <summary>A text with the known secrets masked: a log line, a message, an output.</summary>
    public string Mask(string text) => Mask(text, longOnly: false);

    /// <summary>A line of a script or of a shell with the known secrets masked: <c>name=value</c> by the rule of the name, the rest as
    /// text.</summary>
    public string MaskLine(string line) => _masks.Count == 0 ? line : Mask(NamedValues.Replace(line, Mask));

    /// <summary>The value of a field, option, parameter or result with the known secrets masked.</summary>
    /// <param name="name">The name it stands under.</param>
    /// <param name="value">The value.</param>
    public string Mask(string name, string value)
    {
        if (value.Length == 0 || _masks.Count == 0)
        {
            return value;
        }

        if (SecretName.Is(name))
        {
            return _masks.GetValueOrDefault(value) ?? Mask(value);
        }

        if (SecretName.IsOpenField(name))
        {
            return Mask(value, longOnly: true);
        }

        return value.Length >= ShortestWhole && _masks.TryGetValue(value, out string? mask)
            ? mask
            : Mask(NestedSecrets.Replace(value, secret => _masks.GetValueOrDefault(secret)));
    }

    /// <summary>A databag with the known secrets masked.</summary>
    public Databag Mask(Databag bag)
    {
        if (bag.Count == 0 || _masks.Count == 0)
        {
            return bag;
        }

        if (!_bags.TryGetValue(bag, out Databag? masked))
        {
            masked = bag.With(bag.Select(item => KeyValuePair.Create(item.Key, Mask(item.Key, item.Value))));
            _bags.Add(bag, masked);
        }

        return masked;
    }

    /// <summary>Named values with the known secrets masked.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mask(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0 || _masks.Count == 0)
        {
            return pairs;
        }

        var masked = new KeyValuePair<string, string>[pairs.Count];
        for (int i = 0; i < masked.Length; i++)
        {
            masked[i] = new(pairs[i].Key, Mask(pairs[i].Key, pairs[i].Value));
        }

        return masked;
    }

    private string Mask(string text, bool longOnly)
    {
        if (_masks.Count == 0 || text.Length < SecretForm.ShortestInText)
        {
            return text;
        }

        // Not one text with a secret leaves the process, however many a charm makes up.
        if (_secrets.Count > SecretSearch.MostSecrets)
        {
            return $"(left out: more than {SecretSearch.MostSecrets} secrets are known)";
        }

        if (SecretSearch.All(InTexts, text, longOnly) is not { } hits)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        int at = 0;
        foreach (SecretHit hit in hits)
        {
            // The mask takes the form the secret had, so that what is judged again is judged alike.
            result.Append(text, at, hit.Start - at).Append(SecretForm.Write(_masks[hit.Secret.Value], hit.Form));
            at = hit.Start + hit.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private void LearnIfMask(string name, string value)
    {
        if (IsMask(value))
        {
            Learn(name, value);
        }
    }

    /// <summary>Two log lines that follow each other, with the known secrets masked, also one that begins in the first and ends in the
    /// second: its mask is cut in two as well.</summary>
    internal (string First, string Second)? MaskAcross(string first, string second)
    {
        if (_secrets.Count > SecretSearch.MostSecrets || SecretSearch.Across(InTexts, first, second) is not { } hit)
        {
            return null;
        }

        string mask = SecretForm.Write(_masks[hit.Secret.Value], hit.Form);
        return (Mask(first[..hit.Start]) + mask[..(mask.Length / 2)], mask[(mask.Length / 2)..] + Mask(second[(hit.Start + hit.Length - first.Length)..]));
    }

    private KnownSecret[] InTexts => _inTexts ??= [.. _secrets.Where(secret => !IsOpen(secret.Value))];

    // What everybody may read by right (the name of an application, a bucket) is no secret in a text, if it is short enough to stand there
    // by chance.
    private bool IsOpen(string secret) =>
        secret.Length < SecretForm.ShortestInsideWord && _open.Any(open => open.Contains(secret, StringComparison.Ordinal));

    private string NextMask(string value)
    {
        if (IsMask(value) && _taken.Add(value))
        {
            return value;
        }

        string mask;
        do
        {
            mask = string.Create(CultureInfo.InvariantCulture, $"‹secret-{++_last}›");
        }
        while (!_taken.Add(mask));
        return mask;
    }

    private static bool IsMask(string value) =>
        value.StartsWith("‹secret-", StringComparison.Ordinal)
        && value.EndsWith('›')
        && int.TryParse(value.AsSpan(8, value.Length - 9), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
