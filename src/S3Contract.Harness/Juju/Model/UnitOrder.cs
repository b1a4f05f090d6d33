namespace S3Contract.Harness.Juju.Model;

/// <summary>Juju's order of units: by name as text, so <c>app/10</c> comes before <c>app/2</c> (§2.3). Free of allocation for units of one
/// application.</summary>
internal static class UnitOrder
{
    public static int Compare(UnitName a, UnitName b) => string.Equals(a.Application, b.Application, StringComparison.Ordinal)
        ? CompareAsText(a.Number, b.Number)
        : a.CompareTo(b);

    /// <summary>Compares two numbers from 0 up by their decimal digits.</summary>
    public static int CompareAsText(int a, int b)
    {
        long x = a;
        long y = b;
        int longer = 0;
        for (long power = 10; power <= Math.Max(a, b); power *= 10)
        {
            if (a < power)
            {
                x *= 10;
                longer--;
            }

            if (b < power)
            {
                y *= 10;
                longer++;
            }
        }

        return x != y ? x.CompareTo(y) : longer;
    }
}
