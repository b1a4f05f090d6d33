using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.Juju.Secrets;

/// <summary>What names a secret: an id, and the model that holds it where it is said.</summary>
/// <param name="Id">Twelve bytes in 20 letters and digits.</param>
/// <param name="Model">The UUID of the model; null if nothing is said of it, which means the model of who says it.</param>
internal sealed partial record SecretUri(string Id, string? Model = null)
{
    private const string Scheme = "secret";
    private const string Digits = "0123456789abcdefghijklmnopqrstuv";

    /// <summary>The id of the secret that is made as the how-manieth of its model. Real ones hold a moment and a machine; these hold a word, and
    /// so are the same in every run.</summary>
    public static string IdOf(int number)
    {
        ReadOnlySpan<byte> bytes = [.. "simulated"u8, (byte)(number >> 16), (byte)(number >> 8), (byte)number];
        Span<char> id = stackalloc char[20];
        for (int i = 0; i < id.Length; i++)
        {
            int bit = i * 5;
            int pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
            id[i] = Digits[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(id);
    }

    /// <summary>Reads what names a secret: <c>secret:ID</c>, <c>secret://MODEL/ID</c>, or either without <c>secret:</c> and what belongs to it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="uri">What it names.</param>
    /// <param name="problem">Juju's reason why it names nothing.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SecretUri? uri, [NotNullWhen(false)] out string? problem)
    {
        uri = null;
        problem = $"secret URI {GoQuote(text)} not valid";
        Match match = Parts().Match(text);
        if (match.Groups["scheme"] is { Success: true, Value: var scheme } && !string.Equals(scheme, Scheme, StringComparison.OrdinalIgnoreCase))
        {
            problem = $"secret URI scheme {GoQuote(scheme.ToLowerInvariant())} not valid";
            return false;
        }

        string host = match.Groups["host"].Value;
        if (host.Length > 0 && !Uuid().IsMatch(host))
        {
            problem = $"host controller UUID {GoQuote(host)} not valid";
            return false;
        }

        if (Path().Match(match.Groups["path"].Value.TrimStart('/')) is not { Success: true } path)
        {
            return false;
        }

        string model = path.Groups["model"] is { Success: true, Value: var named } ? named : host;
        uri = new SecretUri(path.Groups["id"].Value, model.Length > 0 ? model : null);
        problem = null;
        return true;
    }

    /// <summary>As Juju writes it.</summary>
    public override string ToString() => Model is null ? $"{Scheme}:{Id}" : $"{Scheme}://{Model}/{Id}";

    private static string GoQuote(string text) => Printing.GoText.Quote(text);

    [GeneratedRegex("^((?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(//(?<host>[^/?#]*))?(?<path>[^?#]*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parts();

    [GeneratedRegex("[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Uuid();

    // The last of the 20 digits holds one bit.
    [GeneratedRegex(@"^((?<model>[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})/)?(?<id>[0-9a-v]{19}[0g])\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}
