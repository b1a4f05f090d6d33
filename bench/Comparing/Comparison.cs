using System.Globalization;
using S3Contract.Bench.Growing;
using S3Contract.Bench.InProcess;
using S3Contract.Bench.Processes;

namespace S3Contract.Bench.Comparing;

/// <summary>The commands <c>compare</c>, <c>growth</c> and <c>numbers</c>.</summary>
internal static class Comparison
{
    /// <summary>Measures ours beside others. With <paramref name="isSmoke"/> only just, and nothing is kept.</summary>
    public static void Compare(bool isSmoke)
    {
        Scale scale = isSmoke ? Scale.Smoke : Scale.Full;
        List<Row> rows = [];
        foreach (Row row in InProcessRows.Measure(scale))
        {
            Add(row);
        }

        if (OperatingSystem.IsLinux())
        {
            Add(ColdRow.Measure(scale));
            Add(WarmRow.Measure(scale));
            Add(HookCommandRow.Measure(scale));
        }

        Add(HelpRow.Measure(scale));
        Results today = Results.Today();
        Keep(today with { Rows = rows, Growth = Results.Read(Results.FileOf(today.Date))?.Growth ?? [] }, isSmoke);

        void Add(Row row)
        {
            rows.Add(row);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-27}{row.Ours,14:#,0.###}{row.Peer,16:#,0.###}{row.Ratio,12:#,0.####}  {row.Unit}"));
        }
    }

    /// <summary>Measures how cost grows. With <paramref name="isSmoke"/> only the smallest sizes, and nothing is kept.</summary>
    public static void Grow(bool isSmoke)
    {
        List<Growth> rows = [];
        foreach (Growth row in GrowthRows.Measure(isSmoke))
        {
            rows.Add(row);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Name,-44}{row.Exponent,6:0.00}   {string.Join("  ", row.Sizes.Zip(row.Costs, (size, cost) => $"{size:0}: {cost:0.#####}"))} {row.Unit}"));
        }

        Results today = Results.Today();
        Keep(today with { Growth = rows, Rows = Results.Read(Results.FileOf(today.Date))?.Rows ?? [] }, isSmoke);
    }

    /// <summary>Writes the page from the last results.</summary>
    public static void Page()
    {
        if (Results.Last() is { } last)
        {
            File.WriteAllText(NumbersPage.File, NumbersPage.Of(last));
        }
    }

    // A smoke writes all that is written, too, but where nobody keeps it.
    private static void Keep(Results results, bool isSmoke)
    {
        if (isSmoke)
        {
            string file = Path.Combine(PeerScripts.Root, "artifacts", "bench-smoke.json");
            results.Write(file);
            _ = NumbersPage.Of(Results.Read(file)!);
            return;
        }

        results.Write(Results.FileOf(results.Date));
        Page();
    }
}
