using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>The applications that can be on in a case, and how commands name them and their units.</summary>
/// <param name="Providers">The providing applications.</param>
/// <param name="Requirers">The requiring applications.</param>
internal sealed record CaseApplications(ValueList<string> Providers, ValueList<string> Requirers)
{
    public const string Provider = "provider";
    public const string SecondProvider = "provider-b";
    public const string Requirer = "requirer";
    public const string SecondRequirer = "requirer-b";

    public static CaseApplications Of(Swarm swarm) => new(
        swarm.SecondProvider ? [Provider, SecondProvider] : [Provider],
        swarm.SecondRequirer ? [Requirer, SecondRequirer] : [Requirer]);

    public string AnyProvider(Draws draws) => First(draws, Providers);

    public string AnyRequirer(Draws draws) => First(draws, Requirers);

    public string AnyApplication(Draws draws) => draws.Number(0, 1) == 0 ? AnyProvider(draws) : AnyRequirer(draws);

    public UnitReference AnyUnit(Draws draws) => UnitOf(draws, AnyApplication(draws));

    /// <summary>A unit of an application: by number (which is taken modulo what exists), or whoever leads.</summary>
    public static UnitReference UnitOf(Draws draws, string application) => draws.Weighted(3, 4, 4, 2) switch
    {
        0 => UnitReference.Leader(application),
        1 => UnitReference.Numbered(application, 0),
        2 => UnitReference.Numbered(application, 1),
        _ => UnitReference.Numbered(application, draws.Number(2, 3)),
    };

    // Most of what is drawn should be about the same few things, else nothing ever happens twice to the same one.
    private static string First(Draws draws, ValueList<string> applications) =>
        applications.Count == 1 ? applications[0] : applications[draws.Weighted(2, 1)];
}
