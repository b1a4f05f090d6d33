using System.Globalization;
using System.Text;
using S3Contract.Bench.Processes;

namespace S3Contract.Bench.Comparing;

/// <summary><c>bench/numbers.md</c>, written from kept results.</summary>
internal static class NumbersPage
{
    /// <summary>Where it is.</summary>
    public static string File { get; } = Path.Combine(PeerScripts.Root, "bench", "numbers.md");

    /// <summary>The page.</summary>
    public static string Of(Results results)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Numbers

            Measured on {results.Date} at commit {results.Commit}, on {results.Cores} cores; the load of the machine was {results.Load} when it began. Written from
            [results/{results.Date}.json](results/{results.Date}.json), not by hand:

            ```
            dotnet run -c Release --project bench -- compare    # the first table, in one run on one machine; about five minutes
            dotnet run -c Release --project bench -- growth     # the second table; as long again
            dotnet run -c Release --project bench -- numbers    # this page, from the last results
            ```

            Compare ratios, not numbers: both sides of a row were measured in turns in the same run, and each value is a median over these turns. What runs
            in this process is measured in processor time, what are processes of their own in elapsed time, so a busy machine shows in the latter. What can
            be compared with nothing that is installed has no ratio.

            """);
        if (results.Rows.Count > 0)
        {
            page.Append("""

                ## Ours beside others

                | name | ours | other | ratio | unit | aim | met |
                | --- | ---: | ---: | ---: | --- | --- | --- |

                """);
        }

        foreach (Row row in results.Rows)
        {
            Aim aim = Aim.All.First(aim => aim.Name == row.Name);
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Name}` | {Number(row.Ours)} | {Number(row.Peer)} | {Number(row.Ratio)} | {row.Unit} | {aim.Text} | {aim.Verdict(row)} |\n");
        }

        page.Append('\n');
        foreach (Row row in results.Rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"- `{row.Name}`: {row.Note}\n");
        }

        if (results.Growth.Count > 0)
        {
            page.Append("""

                ## How cost grows

                The exponent is the slope of the costs over the larger half of the sizes, both on logarithmic scales: 1 is linear, 0 does not grow. Each cost is the
                least of three.

                | what | from | to | exponent | unit |
                | --- | --- | --- | ---: | --- |

                """);
            foreach (Growth growth in results.Growth)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {growth.Name} | {Point(growth, 0)} | {Point(growth, growth.Sizes.Count - 1)} | {growth.Exponent:0.00} | {growth.Unit} |\n");
            }

            page.Append('\n');
            foreach (Growth growth in results.Growth)
            {
                page.Append(CultureInfo.InvariantCulture, $"- {growth.Name}: {growth.Note}\n");
            }
        }

        return page.ToString();
    }

    private static string Point(Growth growth, int at) => string.Create(CultureInfo.InvariantCulture, $"{Number(growth.Sizes[at])}: {Number(growth.Costs[at])}");

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 1000 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.######", CultureInfo.InvariantCulture),
    };
}
