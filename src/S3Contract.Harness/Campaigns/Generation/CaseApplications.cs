using FsCheck;
using FsCheck.Fluent;
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

    public Gen<string> AnyProvider => First(Providers);

    public Gen<string> AnyRequirer => First(Requirers);

    public Gen<string> AnyApplication => Gen.OneOf(AnyProvider, AnyRequirer);

    /// <summary>A unit of an application: by number (which is taken modulo what exists), or whoever leads.</summary>
    public static Gen<UnitReference> UnitOf(string application) => Gen.Frequency(
        (3, Gen.Constant(UnitReference.Leader(application))),
        (4, Gen.Constant(UnitReference.Numbered(application, 0))),
        (4, Gen.Constant(UnitReference.Numbered(application, 1))),
        (2, Gen.Choose(2, 3).Select(number => UnitReference.Numbered(application, number))));

    public Gen<UnitReference> AnyUnit => AnyApplication.SelectMany(UnitOf);

    // Most of what is drawn should be about the same few things, else nothing ever happens twice to the same one.
    private static Gen<string> First(ValueList<string> applications) => applications.Count == 1
        ? Gen.Constant(applications[0])
        : Gen.Frequency((2, Gen.Constant(applications[0])), (1, Gen.Constant(applications[1])));
}
