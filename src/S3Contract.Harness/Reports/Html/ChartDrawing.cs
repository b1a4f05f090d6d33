using S3Contract.Reference.Charts;

namespace S3Contract.Harness.Reports.Html;

/// <summary>A chart of the reference machine as SVG, with what was taken of it. What leads back to its own state is counted in the state; what several
/// neighbours have in common leaves from a frame around them.</summary>
internal sealed class ChartDrawing
{
    private const int Width = 112;
    private const int Height = 44;
    private const int Across = 194;
    private const int Down = 64;
    private const int Left = 58;

    private readonly Chart _chart;
    private readonly Func<string, bool> _isTaken;
    private readonly Transition[] _all;

    // Room above and below a row: more where arrows lead around.
    private readonly int _margin;

    private ChartDrawing(Chart chart, Func<string, bool> isTaken)
    {
        (_chart, _isTaken) = (chart, isTaken);
        _all = [.. MachineTable.Transitions.Where(one => one.Chart == chart && ChartPlaces.Of(chart, one.From) is not null && ChartPlaces.Of(chart, one.To) is not null)];
        Transition[] framed = [.. Shared().SelectMany(one => one)];
        _margin = _all.Except(framed).Any(one => Math.Abs(At(one.From).X - At(one.To).X) > Across) ? 46 : 18;
    }

    /// <summary>The drawing.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="isTaken">Was the transition of this name taken?</param>
    public static Markup Of(Chart chart, Func<string, bool> isTaken) => new ChartDrawing(chart, isTaken).Draw();

    private Markup Draw()
    {
        string[] states = [.. MachineTable.States(_chart).Where(state => ChartPlaces.Of(_chart, state) is not null)];
        Point[] at = [.. states.Select(At)];
        IGrouping<(string Trigger, string To), Transition>[] shared = Shared();
        Transition[] framed = [.. shared.SelectMany(one => one)];
        var arrows = _all.Except(framed).Where(one => !IsLoop(one)).GroupBy(one => (one.From, one.To));
        int width = at.Max(point => point.X) + (Width / 2) + 10;
        int height = at.Max(point => point.Y) + (Height / 2) + _margin + 8;
        return $"""
            <svg class="machine" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{MachineDiagram.Title(_chart)}">
            {shared.Select(Frame)}{arrows.Select(arrow => Arrow([.. arrow]))}{states.Select(State)}</svg>
            """;
    }

    private Point At(string state) => ChartPlaces.Of(_chart, state) is var (column, row) ? new Point(Left + (column * Across), (Height / 2) + _margin + 8 + (row * Down)) : new Point(0, 0);

    // What several states have in common that are all left of where they lead.
    private IGrouping<(string Trigger, string To), Transition>[] Shared() =>
    [
        .. _all.Where(one => !IsLoop(one)).GroupBy(one => (one.Trigger, one.To))
            .Where(group => group.Count() > 1 && group.All(one => At(one.From).X < At(one.To).X)),
    ];

    private Markup Frame(IGrouping<(string Trigger, string To), Transition> group)
    {
        Point[] from = [.. group.Select(one => At(one.From))];
        int left = from.Min(point => point.X) - (Width / 2) - 18;
        int right = from.Max(point => point.X) + (Width / 2) + 28;
        int top = from.Min(point => point.Y) - (Height / 2) - _margin;
        int bottom = from.Max(point => point.Y) + (Height / 2) + _margin;
        Point to = At(group.Key.To);
        string count = FormattableString.Invariant($"{group.Count(one => _isTaken(one.Name))} of {group.Count()}");
        return $"""
            <rect class="frame" x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="12"/>
            {Line([.. group], [new(right, to.Y), new(to.X - (Width / 2), to.Y)], [group.Key.Trigger, count], new((right + to.X - (Width / 2)) / 2, to.Y - 8), "middle")}
            """;
    }

    private Markup Arrow(Transition[] same)
    {
        Point from = At(same[0].From);
        Point to = At(same[0].To);
        string all = string.Join(", ", same.Select(one => one.Trigger));
        string[] words = all.Split(' ');
        int across = (to.X - from.X) / Across;
        if (across == 0)
        {
            // Down on the left, up on the right.
            int side = to.Y > from.Y ? -1 : 1;
            int x = from.X + (side * 14);
            return Line(same, [new(x, from.Y - (side * Height / 2)), new(x, to.Y + (side * Height / 2))], words, new(x + (side * 7), ((from.Y + to.Y) / 2) + 4 - (7 * (words.Length - 1))), side < 0 ? "end" : "start");
        }

        int ahead = Math.Sign(across);
        if (Math.Abs(across) == 1)
        {
            // To the right above, to the left below.
            int y = from.Y - (ahead * 8);
            return Line(same, [new(from.X + (ahead * Width / 2), y), new(to.X - (ahead * Width / 2), y)], words, new((from.X + to.X) / 2, ahead > 0 ? y - 6 : y + 15), "middle");
        }

        // Around what stands between: over the upper row, under the lower.
        int away = from.Y <= _all.Min(one => At(one.From).Y) ? -1 : 1;
        int edge = from.Y + (away * Height / 2);
        int bend = edge + (away * 26);
        return Line(same, [new(from.X + 20, edge), new(from.X + 20, bend), new(to.X - 20, bend), new(to.X - 20, edge)], [all], new((from.X + to.X) / 2, away < 0 ? bend - 6 : bend + 15), "middle");
    }

    private Markup Line(Transition[] same, Point[] points, string[] words, Point label, string anchor)
    {
        Point end = points[^1];
        Point before = points[^2];
        (int dx, int dy) = (Math.Sign(end.X - before.X), Math.Sign(end.Y - before.Y));
        string path = string.Join(" L", points.Select(point => FormattableString.Invariant($"{point.X} {point.Y}")));
        string head = FormattableString.Invariant($"{end.X},{end.Y} {end.X - (dx * 8) - (dy * 4)},{end.Y - (dy * 8) - (dx * 4)} {end.X - (dx * 8) + (dy * 4)},{end.Y - (dy * 8) + (dx * 4)}");
        return $"""
            <g class="arrow {Taken(same)}"><title>{Told(same)}</title><path d="M{path}"/><polygon points="{head}"/><text y="{label.Y}" text-anchor="{anchor}">{words.Select((word, i) => (Markup)$"""<tspan x="{label.X}" dy="{(i == 0 ? 0 : 14)}">{word}</tspan> """)}</text></g>

            """;
    }

    private Markup State(string state)
    {
        Point at = At(state);
        Transition[] loops = [.. _all.Where(one => IsLoop(one) && Is(one.From, state))];
        Transition[] into = [.. _all.Where(one => Is(one.To, state) || Is(one.From, state))];
        int taken = loops.Count(one => _isTaken(one.Name));
        return $"""
            <g class="state {(into.Any(one => _isTaken(one.Name)) ? "reached" : "unreached")}"><title>{(loops.Length == 0 ? state : $"{state}: {Told(loops)}")}</title><rect x="{at.X - (Width / 2)}" y="{at.Y - (Height / 2)}" width="{Width}" height="{Height}" rx="8"/><text x="{at.X}" y="{at.Y + (loops.Length > 0 ? -2 : 5)}" text-anchor="middle">{state}</text>{Markup.If(loops.Length > 0, $"""<text class="loops {Taken(loops)}" x="{at.X}" y="{at.Y + 14}" text-anchor="middle">↻ {taken} of {loops.Length}</text>""")}</g>

            """;
    }

    private string Taken(Transition[] same) =>
        Array.TrueForAll(same, one => _isTaken(one.Name)) ? "taken" : Array.Exists(same, one => _isTaken(one.Name)) ? "some" : "untaken";

    private string Told(Transition[] same) => string.Join("; ", same.Select(one => $"{one.Trigger} in {one.From}, {(_isTaken(one.Name) ? "taken" : "not taken")}"));

    private static bool IsLoop(Transition one) => Is(one.From, one.To);

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private sealed record Point(int X, int Y);
}
