using System.Text.Json;

namespace S3Contract.Reference.State;

/// <summary>What an operator (or the scenario in that place) gave an application word for word: options, action parameters, issued fields.
/// The latest comes first. What was given is not the charm's doing.</summary>
internal sealed class GivenValues
{
    private readonly KeyValuePair<string, string>[] _pairs;
    private readonly Handover? _handover;
    private readonly bool _byHand;
    private readonly bool _everByHand;
    private readonly GivenValues? _earlier;
    private readonly Naming[] _namings;
    private Remembered _hash;

    public GivenValues(IReadOnlyList<KeyValuePair<string, string>> pairs, Handover? handover, GivenValues? earlier)
    {
        _pairs = pairs as KeyValuePair<string, string>[] ?? [.. pairs];
        _handover = handover;
        _byHand = handover is { Kind: HandoverKind.Write };
        _everByHand = _byHand || earlier is { _everByHand: true };
        _earlier = earlier;
        _namings = WithNames(earlier?._namings ?? [], Named);
        Requirer = handover?.Requirer;
    }

    // What it gives, by the names of an answer's fields if those are known.
    private IReadOnlyList<KeyValuePair<string, string>> Named => _handover?.Fields ?? _pairs;

    /// <summary>The hash of this and everything that was given before.</summary>
    public Hash128 Hash => _hash.Of(this, static given => given.FindHash());

    /// <summary>Is this what the scenario meant to give, and not yet what was handed over?</summary>
    public bool IsIntention { get; init; }

    /// <summary>The requiring application that it is meant for, if it is a single one; null for all of them.</summary>
    public string? Requirer { get; init; }

    /// <summary>Was this very value given for a field as a databag shows it: by the operator himself under whatever name, or for the scenario
    /// as that field and without a conversion? Then it is the operator's, and not the charm's making.</summary>
    public static bool IsOperators(GivenValues? given, string field, string value)
    {
        for (; given is not null; given = given._earlier)
        {
            bool asItIs = given._handover is not { } handover || (handover.Get(field) is not null && !handover.Converts(field));
            if (!given.IsIntention && asItIs && HoldsText(given._pairs, value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Was this very value given, under whatever name, as it is or as the text that a JSON string holds?</summary>
    public static bool HasValue(GivenValues? given, string value)
    {
        for (; given is not null; given = given._earlier)
        {
            if (HoldsText(given._pairs, value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Did whoever last gave a value for this key give an empty one, or one that stands for none (<c>null</c>), that is, ask for the
    /// key to be deleted? What was deleted by hand counts for ever, since what is given later may be carried out earlier.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="key">The key.</param>
    /// <param name="requirer">The requiring application whose relation it is about: what is given to another alone brings nothing back here.</param>
    public static bool Deletes(GivenValues? given, string key, string requirer)
    {
        // Nobody but who writes by hand has a say once somebody has given the key something.
        bool latest = true;
        for (given = LastNaming(given, key); given is not null && (latest || given._everByHand); given = LastNaming(given._earlier, key))
        {
            foreach ((string name, string value) in given.Named)
            {
                if (string.Equals(name, key, StringComparison.Ordinal))
                {
                    if (ContractFields.IsPlaceholder(value) && (latest || given._byHand))
                    {
                        return true;
                    }

                    latest &= given.Requirer is { } only && !string.Equals(only, requirer, StringComparison.Ordinal);
                }
            }
        }

        return false;
    }

    /// <summary>Was anything written by hand under this key?</summary>
    public static bool NamesByHand(GivenValues? given, string key)
    {
        for (; given is { _everByHand: true }; given = given._earlier)
        {
            if (given._byHand && Array.Exists(given._pairs, pair => string.Equals(pair.Key, key, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Was this value given without a value that belongs to it: in a list that holds no value for the other key and not the
    /// other value either?</summary>
    public static bool IsAlone(GivenValues? given, string value, string otherKey, string? otherValue)
    {
        for (; given is not null; given = given._earlier)
        {
            bool found = false;
            bool other = false;
            foreach ((string name, string candidate) in given._pairs)
            {
                found |= string.Equals(candidate, value, StringComparison.Ordinal);
                other |= (candidate.Length > 0 && string.Equals(name, otherKey, StringComparison.Ordinal))
                    || (otherValue is not null && string.Equals(candidate, otherValue, StringComparison.Ordinal));
            }

            if (found && !other)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Was this value written by hand, by a raw <c>relation-set</c> that leaves it to the operator what a databag holds?</summary>
    public static bool IsByHand(GivenValues? given, string? value)
    {
        for (; given is { _everByHand: true } && value is not null; given = given._earlier)
        {
            if (given._byHand && Holds(given._pairs, value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the latest list that was given hold this value?</summary>
    public static bool Holds(IReadOnlyList<KeyValuePair<string, string>> pairs, string? value)
    {
        for (int i = 0; value is not null && i < pairs.Count; i++)
        {
            if (string.Equals(pairs[i].Value, value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private Hash128 FindHash()
    {
        var hash = Hash128.Start;
        hash.Add(_handover is { } handover ? (int)handover.Kind : -1);
        hash.Add(Requirer ?? "");
        foreach ((string name, string value) in _pairs)
        {
            hash.Add(name);
            hash.Add(value);
        }

        if (_earlier is not null)
        {
            hash.Add(_earlier.Hash);
        }

        return hash;
    }

    // Of what was given until then the last that names the key.
    private static GivenValues? LastNaming(GivenValues? given, string key)
    {
        foreach (ref readonly Naming naming in (given?._namings ?? []).AsSpan())
        {
            if (string.Equals(naming.Name, key, StringComparison.Ordinal))
            {
                return naming.Last;
            }
        }

        return null;
    }

    // Names are few: those of the interface's fields, of options and parameters.
    private Naming[] WithNames(Naming[] known, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        Naming[] namings = [.. known];
        foreach ((string name, _) in pairs)
        {
            int at = 0;
            while (at < namings.Length && !string.Equals(namings[at].Name, name, StringComparison.Ordinal))
            {
                at++;
            }

            if (at == namings.Length)
            {
                Array.Resize(ref namings, at + 1);
            }

            namings[at] = new Naming(name, this);
        }

        return namings;
    }

    private static bool HoldsText(KeyValuePair<string, string>[] pairs, string value)
    {
        foreach ((_, string candidate) in pairs)
        {
            if (string.Equals(candidate, value, StringComparison.Ordinal) || IsJsonTextOf(value, candidate))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJsonTextOf(string json, string text)
    {
        if (json.Length < 2 || json[0] != '"')
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.String && document.RootElement.ValueEquals(text);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A name and the last that was given under it.</summary>
    private readonly record struct Naming(string Name, GivenValues Last);
}
