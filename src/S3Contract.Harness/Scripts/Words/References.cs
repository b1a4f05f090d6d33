using System.Globalization;

namespace S3Contract.Harness.Scripts.Words;

/// <summary>Which units of an application are meant.</summary>
internal enum UnitPick
{
    /// <summary>One, by its number.</summary>
    Number,

    /// <summary>The one that leads at that moment.</summary>
    Leader,

    /// <summary>All that are there.</summary>
    Every,
}

/// <summary>How a script names units: <c>provider/0</c>, <c>provider/leader</c>, and in expectations <c>requirer/*</c>.</summary>
/// <param name="Application">The application.</param>
/// <param name="Pick">Which of its units.</param>
/// <param name="Number">The number, when one is named by its number; if there is no such unit, it is taken modulo the units there are.</param>
internal sealed record UnitReference(string Application, UnitPick Pick, int Number = 0)
{
    /// <summary>One unit by its number.</summary>
    public static UnitReference Numbered(string application, int number) => new(application, UnitPick.Number, number);

    /// <summary>The leader.</summary>
    public static UnitReference Leader(string application) => new(application, UnitPick.Leader);

    /// <summary>All units.</summary>
    public static UnitReference Every(string application) => new(application, UnitPick.Every);

    /// <summary>The one unit that a command means.</summary>
    /// <remarks>A unit that has that number; else the number modulo the units there are; else, where there are none, a unit that does not
    /// exist, which Juju refuses.</remarks>
    internal UnitName In(IModel model)
    {
        var named = new UnitName(Application, Number);
        if (model.Find(Application) is not { Present: [var first, ..] } application)
        {
            return named;
        }

        IReadOnlyList<UnitName> units = application.Units.Count > 0 ? application.Units : application.Present;
        return Pick != UnitPick.Number ? application.Leader ?? first
            : application.Present.Contains(named) ? named
            : units[Number % units.Count];
    }

    /// <summary>The units that an expectation means: also one that has gone, if it is named by its number.</summary>
    internal IReadOnlyList<UnitName> Among(ObservedModel model)
    {
        ApplicationView application = model.Find(Application) ?? new ApplicationView(Application);
        var named = new UnitName(Application, Number);
        return Pick switch
        {
            UnitPick.Every => application.Units,
            UnitPick.Leader => application.Leader is { } leader ? [leader] : [],
            _ when model.Knew(named) => [named],
            _ => application.Units.Count == 0 ? [] : [application.Units[Number % application.Units.Count]],
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Pick switch
    {
        UnitPick.Leader => Application + "/leader",
        UnitPick.Every => Application + "/*",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Application}/{Number}"),
    };
}

/// <summary>How a script names one side of a relation: <c>provider</c> or <c>provider:s3-credentials</c>.</summary>
/// <param name="Application">The application.</param>
/// <param name="Endpoint">The endpoint; null for the one under contract.</param>
internal sealed record EndpointReference(string Application, string? Endpoint = null)
{
    /// <inheritdoc/>
    public override string ToString() => Endpoint is null ? Application : $"{Application}:{Endpoint}";
}
