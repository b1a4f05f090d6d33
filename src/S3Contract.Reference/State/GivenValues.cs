using System.Text.Json;

namespace S3Contract.Reference.State;

/// <summary>What an operator (or the scenario in that place) gave an application word for word: options, action parameters, issued fields.
/// The latest comes first. What was given is not the charm's doing.</summary>
internal sealed class GivenValues
{
    private readonly KeyValuePair<string, string>[] _pairs;
    private readonly Handover? _handover;
    private readonly bool _byHand;
    private readonly GivenValues? _earlier;

    public GivenValues(IReadOnlyList<KeyValuePair<string, string>> pairs, Handover? handover, GivenValues? earlier)
    {
        _pairs = pairs as KeyValuePair<string, string>[] ?? [.. pairs];
        _handover = handover;
        _byHand = handover is { Kind: HandoverKind.Write };
        _earlier = earlier;
        Requirer = handover?.Requirer;
    }

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
        for (bool latest = true; given is not null; given = given._earlier)
        {
            foreach ((string name, string value) in given._handover?.Fields ?? given._pairs)
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
        for (; given is not null; given = given._earlier)
        {
            if (!given._byHand)
            {
                continue;
            }

            foreach ((string name, _) in given._pairs)
            {
                if (string.Equals(name, key, StringComparison.Ordinal))
                {
                    return true;
                }
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
        for (; given is not null && value is not null; given = given._earlier)
        {
            if (!given._byHand)
            {
                continue;
            }

            foreach ((_, string candidate) in given._pairs)
            {
                if (string.Equals(candidate, value, StringComparison.Ordinal))
                {
                    return true;
                }
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

    /// <summary>Adds everything that was given to a hash.</summary>
    public void AddTo(ref Hash128 hash)
    {
        for (GivenValues? given = this; given is not null; given = given._earlier)
        {
            hash.Add(given._handover is { } handover ? (int)handover.Kind : -1);
            hash.Add(given.Requirer ?? "");
            foreach ((string name, string value) in given._pairs)
            {
                hash.Add(name);
                hash.Add(value);
            }
        }
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
}
