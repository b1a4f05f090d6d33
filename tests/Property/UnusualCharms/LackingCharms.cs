using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Tests.Property.Mutants;
using static S3Contract.Tests.Property.Mutants.SoundCharm;
using static S3Contract.Tests.Property.UnusualCharms.UnusualCharm;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>Charms that ask for what Juju has and the simulation lacks, and break down over the answer: under Juju they may be right.</summary>
internal static class LackingCharms
{
    public static IReadOnlyList<UnusualCharm> All { get; } =
    [
        Provider("keeps-its-keys-in-a-secret", "Reads its keys from a secret before it answers.", new()
        {
            Publish = (charm, _, _) => throw Juju(charm).SecretNotFound("secret-get --label", null, "keys"),
        }),
        Provider("puts-what-is-issued-into-a-secret", "Puts the keys into a secret when they are issued.", new()
        {
            Issue = charm => throw Juju(charm).SecretAdd(application: true),
        }),
        Provider("changes-a-secret", "Puts the keys into a secret that it was told of, which the flush refuses.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                Juju(charm).SecretChange("secret-set", "9m4e2mr0ui3e8a215n4g");
                charm.Show(relation, answer);
            },
        }),
        new("provider-installs-a-resource", "Cannot be installed without its resource.", new SoundSubject(
            SoundProvider.Metadata with { Resources = ["image"] },
            context => new SoundProvider(context, new()
            {
                Looks = charm => charm.Hook.Kind is HookKind.Install or HookKind.UpgradeCharm ? throw Juju(charm).ResourceGet("image") : true,
            }))),
        new("provider-looks-for-its-disk", "Does nothing before its block device is there.", new SoundSubject(
            SoundProvider.Metadata with { Storage = [new("disk", 1, IsBlock: true)] },
            context => new SoundProvider(context, new() { Looks = charm => Juju(charm).StorageList("disk").Count > 0 }))),
        Requirer("puts-what-it-gets-into-a-secret", "Puts the credentials into a secret of its unit.", new()
        {
            OnChanged = (charm, relation) =>
            {
                if (HasBothKeys(charm.Heard(relation)))
                {
                    throw Juju(charm).SecretAdd(application: false);
                }
            },
        }),
        Requirer("hears-nothing-without-its-secret", "Passes over the credentials, without an error, as long as its secret is not there.", new()
        {
            Asks = charm => Juju(charm).SecretNotFound("secret-get --label", null, "wish") is null,
            OnChanged = (_, _) => { },
        }),
        Requirer("runs-commands-from-outside", "Has a part of its own run its commands.", new()
        {
            OnChanged = (charm, _) => throw Juju(charm).Lack("juju-exec", "commands from outside of hooks", "not supported"),
        }),
    ];

    /// <summary>A provider whose answers are wrong, and that asks for a secret when all is over.</summary>
    public static UnusualCharm BrokenBefore { get; } = Provider("is-wrong-before-it-asks", "Shows a style that there is not.", new()
    {
        Answer = (issued, asked) => ProviderParts.Right(issued, asked).With("s3-uri-style", "virtual"),
        Also = charm => _ = charm.InHook(HookKind.RelationBroken) ? throw Juju(charm).SecretAdd(application: false) : 0,
    });

    private static HookTransaction Juju(SoundCharm charm) => (HookTransaction)charm.Juju;
}
