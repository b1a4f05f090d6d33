using System.Buffers;
using System.Globalization;

namespace S3Contract.Harness.Pebble;

/// <summary>Lengths of time as Go writes them: <c>1m30s</c>, <c>0.5s</c>.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");
    private static readonly (string Unit, double Seconds)[] s_units = [("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>How many seconds that is; null if it is no such length.</summary>
    public static double? Seconds(string text)
    {
        ReadOnlySpan<char> left = text.AsSpan().TrimStart('+');
        if (left.SequenceEqual("0"))
            return 0;
        double total = 0;
        bool any = false;
        while (!left.IsEmpty)
        {
            int digits = left.IndexOfAnyExcept(s_digits);
            if (digits <= 0 || !double.TryParse(left[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
                return null;
            left = left[digits..];
            int letters = left.IndexOfAny(s_digits) is >= 0 and int at ? at : left.Length;
            string unit = left[..letters].ToString();
            int known = Array.FindIndex(s_units, one => string.Equals(one.Unit, unit, StringComparison.Ordinal));
            if (known < 0)
                return null;
            total += number * s_units[known].Seconds;
            left = left[letters..];
            any = true;
        }

        return any ? total : null;
    }
}
