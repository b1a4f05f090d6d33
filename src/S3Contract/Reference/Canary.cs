using System.Text;

namespace S3Contract.Reference;

/// <summary>A secret value to look for, with the forms in which it may stand inside base64.</summary>
internal sealed class Canary
{
    // The shortest stretch of base64 that is worth looking for; anything shorter turns up by chance.
    private const int ShortestBase64 = 8;

    private string[]? _base64;
    private string? _hex;

    public Canary(string value, string field)
    {
        Value = value;
        Field = field;
    }

    /// <summary>The field that it was given out as: <c>access-key</c> or <c>secret-key</c>.</summary>
    public string Field { get; }

    /// <summary>The value itself.</summary>
    public string Value { get; }

    /// <summary>What of it must show inside any base64 that holds it; found out when first asked for, since most hooks print nothing.</summary>
    public string[] Base64 => _base64 ??= Forms(Value);

    /// <summary>The value in hexadecimal digits, small letters.</summary>
    public string Hex => _hex ??= Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value));

    private static string[] Forms(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        var forms = new List<string>(3);
        for (int offset = 0; offset < 3; offset++)
        {
            // With unknown neighbours, only the characters made of the value's own bits are known.
            byte[] shifted = [.. new byte[offset], .. bytes];
            string text = Convert.ToBase64String(shifted).TrimEnd('=');
            int from = (offset * 8 + 5) / 6;
            int to = shifted.Length * 8 / 6;
            if (to - from >= ShortestBase64)
            {
                string form = text[from..to];
                forms.Add(form);
                string url = form.Replace('+', '-').Replace('/', '_');
                if (!string.Equals(url, form, StringComparison.Ordinal))
                {
                    forms.Add(url);
                }
            }
        }

        return [.. forms];
    }
}
