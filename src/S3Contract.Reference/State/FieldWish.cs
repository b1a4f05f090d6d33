using System.Text.Json;

namespace S3Contract.Reference.State;

/// <summary>What an answer is to show for a field, as the operator issued or set it last.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">The value in a databag's form; empty if it was taken back; null if it cannot be told.</param>
internal sealed record FieldWish(string Field, string? Value)
{
    /// <summary>The wishes that a handover changes, replaced. Keys that are issued have rules of their own; those that are set are wishes like
    /// any other, until others are issued.</summary>
    /// <param name="wishes">The wishes before.</param>
    /// <param name="handover">What was handed over.</param>
    /// <param name="reached">Is it known to have reached the charm? Else what these fields are to show cannot be told any more.</param>
    public static FieldWish[] With(FieldWish[] wishes, Handover handover, bool reached)
    {
        foreach ((string field, string value) in handover.Fields)
        {
            if (ContractFields.IsKnown(field) && field is not ContractFields.Bookkeeping)
            {
                wishes = Array.FindAll(wishes, wish => !string.Equals(wish.Field, field, StringComparison.Ordinal));
                if (handover.Kind == HandoverKind.Issue && ContractFields.IsKey(field))
                {
                    continue;
                }

                string? wanted = reached && CanBeTold(field, value, handover.Converts(field)) ? value : null;
                wishes = [.. wishes, new FieldWish(field, wanted)];
            }
        }

        return wishes;
    }

    /// <summary>Does an answer show just this?</summary>
    public bool IsShownIn(string? shown) =>
        ContractFields.IsList(Field) ? Items(Value!).SequenceEqual(Items(shown ?? ""), StringComparer.Ordinal)
        : string.Equals(shown ?? "", Value, StringComparison.Ordinal)
            || (shown is not null && string.Equals(shown, Value!.Trim(), StringComparison.Ordinal));

    // What the interface does not take a charm may refuse; what a conversion garbles it cannot bring back.
    private static bool CanBeTold(string field, string value, bool converted)
    {
        if (value.Length == 0)
        {
            return true;
        }

        if (ContractFields.IsPlaceholder(value) || !ContractFields.IsTaken(field, value))
        {
            return false;
        }

        return !converted || Items(field, value).All(item => field is ContractFields.TlsCaChain
            ? item.StartsWith("-----BEGIN ", StringComparison.Ordinal)
            : item.Length > 0 && !item.Contains(',', StringComparison.Ordinal) && item.Trim().Length == item.Length);
    }

    // A list that holds nothing is as good as none; a certificate is the same with and without a line's end after it.
    private string[] Items(string text) => Items(Field, text);

    private static string[] Items(string field, string text)
    {
        if (text.Length == 0 || text is "\"\"")
        {
            return [];
        }

        if (!ContractFields.IsListOfStrings(text))
        {
            return [text];
        }

        using var document = JsonDocument.Parse(text);
        return
        [
            .. document.RootElement.EnumerateArray().Select(item =>
                field is ContractFields.TlsCaChain ? item.GetString()!.Trim() : item.GetString()!),
        ];
    }
}
