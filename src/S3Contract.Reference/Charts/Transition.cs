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

    /// <summary>A relation of version 1 as its provider shows it.</summary>
    ProviderV1,

    /// <summary>A relation of version 1 as its requirer shows it.</summary>
    RequirerV1,

    /// <summary>What one unit of the requirer knows of a relation of version 1.</summary>
    RequirerUnitV1,
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

    /// <summary>The version of the interface that its chart is about.</summary>
    public ContractVersion Version => VersionOf(Chart);

    /// <summary>Its place in <see cref="MachineTable.Transitions"/>.</summary>
    internal int Index { get; set; }

    /// <summary>The name of a chart as it stands in names and titles.</summary>
    internal static string ChartName(Chart chart) => chart switch
    {
        Chart.Provider => "provider",
        Chart.Requirer => "requirer",
        Chart.RequirerUnit => "requirer unit",
        Chart.ProviderV1 => "provider of version 1",
        Chart.RequirerV1 => "requirer of version 1",
        _ => "requirer unit of version 1",
    };

    /// <summary>The version of the interface that a chart is about.</summary>
    internal static ContractVersion VersionOf(Chart chart) => chart < Chart.ProviderV1 ? ContractVersion.V0 : ContractVersion.V1;
}
