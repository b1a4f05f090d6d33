using S3Contract.Charms;
using S3Contract.Harness.Subjects.Profile;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults of a provider whose keys come by an action and whose region is an option.</summary>
internal static class ConfiguredMutants
{
    private const string Region = "region";
    private const string Seen = "seen-region";

    private static readonly CharmProfile s_profile = new()
    {
        Issue = [new("config ${app} region=${region}"), new("run ${leader} issue access-key=${access-key} secret-key=${secret-key}")],
        Set = new SortedDictionary<string, IReadOnlyList<ProfileLine>>(StringComparer.Ordinal) { [Region] = [new("config ${app} region=${value}")] },
    };

    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("fails-on-an-option-after-the-answer", "tolerance.ordinary-hook", "Fails when an option changes after it has answered.", new()
        {
            Issued = (charm, relation) => charm.IssuedFor(relation).With(Region, Configured(charm)),
            Looks = charm => charm.Hook.Kind != HookKind.ConfigChanged || !charm.LiveRelations().Any(relation => HasBothKeys(charm.Said(relation)))
                ? true : throw new InvalidOperationException("answered already"),
        }),
        Provider(
            "acts-on-earlier-options", "live.every-field",
            "Takes a new option over in config-changed, and ticks it off in an action that runs before: what changed just then is lost.", new()
            {
                Issued = (charm, relation) => charm.IssuedFor(relation).With(Region, charm.Notes.Get(Region) ?? ""),
                Issue = charm =>
                {
                    charm.RememberIssued();
                    charm.Note(Seen, Configured(charm));
                },
                Looks = charm =>
                {
                    if (charm.Hook.Kind != HookKind.Action && !string.Equals(charm.Notes.Get(Seen) ?? "", Configured(charm), StringComparison.Ordinal))
                    {
                        charm.Note(Region, Configured(charm));
                        charm.Note(Seen, Configured(charm));
                    }

                    return true;
                },
            }),
    ];

    private static Mutant Provider(string name, string clause, string fault, ProviderParts parts) => new(
        "provider-" + name, clause, fault, new SoundSubject(
            SoundProvider.Metadata with { Config = [new(Region, "string")] }, context => new SoundProvider(context, parts)))
    {
        Profile = s_profile,
    };

    private static string Configured(SoundProvider charm) =>
        charm.Juju.ConfigGet().TryGetValue(Region, out ConfigValue region) ? region.ToString() : "";
}
