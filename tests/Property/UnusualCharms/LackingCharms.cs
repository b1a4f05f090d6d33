using S3Contract.Charms;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Tests.Property.Mutants;
using static S3Contract.Tests.Property.UnusualCharms.UnusualCharm;

namespace S3Contract.Tests.Property.UnusualCharms;

/// <summary>Charms that ask for what Juju has and the simulation lacks, and break down over the answer: under Juju they may be right.</summary>
internal static class LackingCharms
{
    public static IReadOnlyList<UnusualCharm> All { get; } =
    [
        Provider("asks-another-unit-for-its-keys", "Runs a command on another unit before it answers.", new()
        {
            Publish = (charm, _, _) => throw Exec(charm),
        }),
        Provider("registers-what-is-issued", "Registers a payload when keys are issued.", new()
        {
            Issue = charm => throw Juju(charm).Lack("payload-register", "payloads", "not supported"),
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
        Requirer("hears-nothing-without-its-cloud", "Passes over the credentials, without an error, as long as it may not look at the cloud.", new()
        {
            Asks = charm => Juju(charm).Lack("credential-get", "cloud credentials", "permission denied") is null,
            OnChanged = (_, _) => { },
        }),
        Requirer("runs-commands-from-outside", "Has a part of its own run its commands.", new()
        {
            OnChanged = (charm, _) => throw Exec(charm),
        }),
    ];

    /// <summary>A provider whose answers are wrong, and that asks for what is lacking when all is over.</summary>
    public static UnusualCharm BrokenBefore { get; } = Provider("is-wrong-before-it-asks", "Shows a style that there is not.", new()
    {
        Answer = (issued, asked) => ProviderParts.Right(issued, asked).With("s3-uri-style", "virtual"),
        Also = charm => _ = charm.InHook(HookKind.RelationBroken) ? throw Exec(charm) : 0,
    });

    private static HookCommandException Exec(SoundCharm charm) => Juju(charm).Lack("juju-exec", "commands from outside of hooks", "not supported");

    private static HookTransaction Juju(SoundCharm charm) => (HookTransaction)charm.Juju;
}
