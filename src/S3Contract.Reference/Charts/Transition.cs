namespace S3Contract.Reference.Charts;

/// <summary>A state chart of the machine.</summary>
internal enum Chart
{
    /// <summary>A relation as its provider shows it.</summary>
    Provider,

    /// <summary>A relation as its requirer shows it.</summary>
    Requirer,

    /// <summary>What one unit of the requirer knows of a relation.</summary>
    RequirerUnit,
}

/// <summary>One line of the machine's table: in this state this may happen, and then that is the state.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="From">The state before.</param>
/// <param name="Trigger">What happens.</param>
/// <param name="To">The state after.</param>
internal sealed record Transition(Chart Chart, string From, string Trigger, string To)
{
    /// <summary>A name that is unique in the table: <c>provider: asked, answer</c>.</summary>
    public string Name { get; } = $"{ChartName(Chart)}: {From}, {Trigger}";

    /// <summary>Does it take something that the library's own charms do not do by themselves (a hostile or unusual counterpart)?</summary>
    public bool Unusual { get; init; }

    /// <summary>Its place in <see cref="MachineTable.Transitions"/>.</summary>
    internal int Index { get; set; }

    /// <summary>The name of a chart as it stands in names and titles.</summary>
    internal static string ChartName(Chart chart) => chart switch
    {
        Chart.Provider => "provider",
        Chart.Requirer => "requirer",
        _ => "requirer unit",
    };
}
