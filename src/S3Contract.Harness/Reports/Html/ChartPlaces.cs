using S3Contract.Reference.Charts;

namespace S3Contract.Harness.Reports.Html;

/// <summary>Where the states of a chart stand in its drawing: column and half row.</summary>
internal static class ChartPlaces
{
    private static readonly Dictionary<Chart, Dictionary<string, (int Column, int HalfRow)>> s_places = new()
    {
        // Asked or not, from top to bottom; not answered, answered, answered with what is outdated, from left to right.
        [Chart.Provider] = new(StringComparer.Ordinal)
        {
            ["unrelated"] = (0, 0),
            ["idle"] = (1, 0),
            ["offered"] = (2, 0),
            ["offer outdated"] = (3, 0),
            ["asked"] = (1, 2),
            ["answered"] = (2, 2),
            ["outdated"] = (3, 2),
            ["leaving"] = (4, 1),
            ["ended"] = (5, 1),
        },
        [Chart.Requirer] = new(StringComparer.Ordinal)
        {
            ["unrelated"] = (0, 0),
            ["silent"] = (1, 0),
            ["asking"] = (2, 0),
            ["leaving"] = (3, 0),
            ["ended"] = (4, 0),
        },
        [Chart.RequirerUnit] = Unit(),

        // Announced or not, from top to bottom; the keys in a secret on the right.
        [Chart.ProviderV1] = new(StringComparer.Ordinal)
        {
            ["unrelated"] = (0, 0),
            ["silent"] = (1, 0),
            ["announced"] = (2, 0),
            ["called"] = (1, 2),
            ["requested"] = (2, 2),
            ["in clear"] = (2, 4),
            ["shared"] = (3, 2),
            ["stale"] = (4, 2),
            ["leaving"] = (5, 2),
            ["ended"] = (6, 2),
        },
        [Chart.RequirerV1] = new(StringComparer.Ordinal)
        {
            ["unrelated"] = (0, 0),
            ["silent"] = (1, 0),
            ["announced"] = (2, 0),
            ["asking"] = (3, 0),
            ["leaving"] = (4, 0),
            ["ended"] = (5, 0),
        },
        [Chart.RequirerUnitV1] = Unit(),
    };

    private static Dictionary<string, (int Column, int HalfRow)> Unit() => new(StringComparer.Ordinal)
    {
        ["outside"] = (0, 0),
        ["waiting"] = (1, 0),
        ["informed"] = (2, 0),
        ["gone"] = (3, 0),
    };

    /// <summary>The place of a state; null for one that has none yet.</summary>
    public static (int Column, int HalfRow)? Of(Chart chart, string state) =>
        s_places[chart].TryGetValue(state, out (int Column, int HalfRow) place) ? place : null;
}
