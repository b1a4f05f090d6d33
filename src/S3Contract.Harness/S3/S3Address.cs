using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace S3Contract.Harness.S3;

/// <summary>Where the S3 of a run is. Its port is the system's choice, so that several runs go on at a time; scripts, traces and reports have
/// <see cref="ToldPort"/> in its place, and are the same in every run.</summary>
/// <param name="Port">The port.</param>
internal sealed partial record S3Address(int Port)
{
    /// <summary>The port that is told of.</summary>
    public const string ToldPort = "9000";

    /// <summary>How many addresses lead to it, so that endpoints that differ still do; and as many more by TLS.</summary>
    public const int Addresses = 8;

    /// <summary>The name of the host, in whose names below it a bucket may be named; and that by TLS.</summary>
    public const string Domain = "s3.test";

    /// <inheritdoc cref="Domain"/>
    public const string TlsDomain = "s3-tls.test";

    private const int FirstOfTls = 11;

    /// <summary>The endpoint that is told of.</summary>
    public static string Told => ToldOf(0);

    /// <summary>The endpoint by TLS that is told of.</summary>
    public static string ToldByTls => EndpointOf(All.First(IsTls), ToldPort);

    /// <summary>The endpoints by name that are told of, where names can be found.</summary>
    public static string ToldByName => $"http://{Domain}:{ToldPort}";

    /// <inheritdoc cref="ToldByName"/>
    public static string ToldByNameAndTls => $"https://{TlsDomain}:{ToldPort}";

    /// <summary>All its addresses.</summary>
    public static IEnumerable<IPAddress> All => Octets(1).Concat(Octets(FirstOfTls));

    /// <summary>One of the endpoints that are told of; all lead to the same S3.</summary>
    public static string ToldOf(int number) => EndpointOf(All.ElementAt(number % Addresses), ToldPort);

    /// <summary>Is this an endpoint of the S3, as it is told?</summary>
    public static bool IsTold(string endpoint) => All.Any(address => string.Equals(EndpointOf(address, ToldPort), endpoint, StringComparison.Ordinal));

    /// <summary>Is this an endpoint by name, as it is told?</summary>
    public static bool IsToldByName(string endpoint) => string.Equals(endpoint, ToldByName, StringComparison.Ordinal) || string.Equals(endpoint, ToldByNameAndTls, StringComparison.Ordinal);

    /// <summary>The lines by which a system finds it by name, and buckets by theirs.</summary>
    public static string HostsOf(IEnumerable<string> buckets) =>
        string.Concat(buckets.Prepend("").SelectMany(bucket => new[] { (Octets(1).First(), Domain), (Octets(FirstOfTls).First(), TlsDomain) }
            .Select(place => $"{place.Item1} {bucket}{(bucket.Length > 0 ? "." : "")}{place.Item2}\n")));

    /// <summary>Is TLS spoken at an address, and nothing else?</summary>
    public static bool IsTls(IPAddress address) => address.GetAddressBytes()[^1] >= FirstOfTls;

    /// <summary>The endpoint at an address.</summary>
    public static string EndpointOf(IPAddress address, string port) => $"{(IsTls(address) ? "https" : "http")}://{address}:{port}";

    /// <summary>A text that is told, as a charm is to see it.</summary>
    public string Real(string text) =>
        text.Contains(":" + ToldPort, StringComparison.Ordinal) ? ToldPlace().Replace(text, match => match.Groups["host"].Value + ":" + Number) : text;

    /// <summary>A text that a charm has seen or said, as it is told.</summary>
    public string ToldText(string text)
    {
        int at = text.IndexOf(Number, StringComparison.Ordinal);
        if (at < 0)
            return text;
        System.Text.StringBuilder told = new();
        int from = 0;
        for (; at >= 0; at = text.IndexOf(Number, at + Number.Length, StringComparison.Ordinal))
        {
            int end = at + Number.Length;
            if ((at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) || (end < text.Length && char.IsAsciiLetterOrDigit(text[end])))
                continue;
            told.Append(text, from, at - from).Append(ToldPort);
            from = end;
        }

        return told.Append(text, from, text.Length - from).ToString();
    }

    private static IEnumerable<IPAddress> Octets(int first) => Enumerable.Range(first, Addresses).Select(octet => new IPAddress([127, 0, 0, (byte)octet]));

    private string Number => Port.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<host>\b(127\.0\.0\.1?[1-8]|localhost|s3(-tls)?\.test)):9000\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ToldPlace();
}
