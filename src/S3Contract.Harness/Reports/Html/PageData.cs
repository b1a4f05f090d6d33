using System.Text.Json;
using System.Text.Json.Serialization;
using S3Contract.Harness.Reports.Content;

namespace S3Contract.Harness.Reports.Html;

/// <summary>The runs that the page can walk through: those that lead to what is told first, as many as there is room for.</summary>
internal sealed class PageData
{
    // Of the megabyte that a page may have.
    private const int Room = 320_000;
    private const int RoomForOne = 160_000;

    private readonly List<string> _runs = [];
    private readonly Dictionary<BrokenRun, int> _places = [];

    /// <summary>Chooses.</summary>
    /// <param name="wanted">Runs with the name of their script and the step to look at, those that matter most first.</param>
    public PageData(IEnumerable<(string Name, BrokenRun Run, int Step)> wanted)
    {
        int left = Room;
        foreach (IGrouping<BrokenRun, (string Name, BrokenRun Run, int Step)> same in wanted.GroupBy(one => one.Run))
        {
            string json = JsonSerializer.Serialize(PageSteps.Of(same.First().Name, same.Key, same.Max(one => one.Step)), PageDataContext.Default.PageRun);
            if (json.Length > Math.Min(left, RoomForOne))
            {
                continue;
            }

            left -= json.Length;
            _places[same.Key] = _runs.Count;
            _runs.Add(json);
        }
    }

    /// <summary>The runs as JSON in which no <c>&lt;</c> and no character beyond ASCII stands, so that no text can end the element it is in.</summary>
    public string Json => $"[{string.Join(",\n", _runs)}]";

    /// <summary>The place of a run in the data; null if there was no room for it.</summary>
    public int? Find(BrokenRun? run) => run is not null && _places.TryGetValue(run, out int place) ? place : null;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PageRun))]
internal sealed partial class PageDataContext : JsonSerializerContext;
