using System.Text;
using FsCheck;
using FsCheck.Fluent;
using S3Contract.Charms;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Traces;

/// <summary>Any trace: every kind of step, entry and change, with texts of any kind.</summary>
internal static class TraceArbitrary
{
    private static readonly string[] s_keys =
        ["access-key", "secret-key", "bucket", "endpoint", "data", "note", "s3-uri-style", "tls-ca-chain"];

    private static readonly string[] s_values =
        ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCY", "AK1", "a", "path", "[\"x\"]", "{\"access-key\":\"nested secret\"}", "‹secret-1›"];

    // Text that UTF-8 can hold: a lone surrogate is no text and becomes U+FFFD on its way out.
    private static Gen<string> AnyText { get; } =
        ArbMap.Default.GeneratorFor<string?>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")));

    private static Gen<string> Value { get; } = Gen.Frequency((3, Gen.Elements(s_values)), (1, AnyText));

    private static Gen<string> Text { get; } = Gen.Frequency(
        (2, AnyText),
        (2, Value.Select(value => "seen: " + value)),
        (1, Value.Select(value => Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + value)))));

    private static Gen<KeyValuePair<string, string>> Pair { get; } =
        from key in Gen.Elements(s_keys)
        from value in Value
        select KeyValuePair.Create(key, value);

    private static Gen<IReadOnlyList<KeyValuePair<string, string>>> Pairs { get; } =
        Pair.ListOf().Select(pairs => (IReadOnlyList<KeyValuePair<string, string>>)[.. pairs]);

    private static Gen<Databag> Bag { get; } = Pairs.Select(Databag.From);

    private static Gen<UnitName> Unit { get; } =
        from application in Gen.Elements("provider", "requirer", "requirer-b")
        from number in Gen.Choose(0, 12)
        select new UnitName(application, number);

    private static Gen<RelationId> Relation { get; } = Gen.Choose(0, 9).Select(number => new RelationId(number));

    private static Gen<bool> Flag { get; } = Gen.Elements(true, false);

    private static Gen<HookEntry> Entry { get; } = Gen.OneOf(
        from relation in Relation from bag in Bag select (HookEntry)new DatabagRead(relation, "provider", bag),
        from relation in Relation from flag in Flag from pairs in Pairs select (HookEntry)new DatabagWrite(relation, flag, pairs),
        from text in Text select (HookEntry)new Lacking(text, text, text),
        from text in Text from flag in Flag select (HookEntry)new Refusal(text, text, flag ? 3 : null, flag, !flag),
        Flag.Select(flag => (HookEntry)new LeaderAsked(flag)),
        from level in Gen.Elements(Enum.GetValues<LogLevel>()) from text in Text select (HookEntry)new Logged(level, text),
        from status in Gen.Elements(Enum.GetValues<WorkloadStatus>()) from text in Text select (HookEntry)new StatusChanged(status, text, true),
        from flag in Flag from bag in Bag select (HookEntry)new EventEmitted("credentials-changed", flag ? 1 : null, bag),
        from text in Text from pairs in Pairs select (HookEntry)new SecretRead("secret:9m4e2mr0ui3e8a215n4g", 1, pairs) { Label = text },
        from flag in Flag from pairs in Pairs select (HookEntry)new SecretWrite("secret:9m4e2mr0ui3e8a215n4g", pairs) { Owner = flag ? "unit" : null, Label = flag ? "admin" : null },
        from flag in Flag from relation in Relation select (HookEntry)new SecretAccess("secret:9m4e2mr0ui3e8a215n4g", "requirer/0", flag) { Relation = flag ? relation : null },
        Flag.Select(flag => (HookEntry)new SecretRemoval("secret:9m4e2mr0ui3e8a215n4g") { Revision = flag ? 2 : null }),
        Text.Select(text => (HookEntry)new OtherCommand(text)));

    private static Gen<ModelChange> Change { get; } = Gen.OneOf(
        Gen.Elements<ModelChange>(
            new ApplicationDeployed("provider", "charm"), new CharmRefreshed("provider", "charm"), new ApplicationRemoved("provider"), new RelationRemoved(1), new RelationGone(1),
            new RelationAdded(1, "s3", "provider", "s3", "requirer", "s3"), new ModelQuiet(), new ModelRestless(500)),
        from unit in Unit
        from kind in Gen.Choose(0, 5)
        from flag in Flag
        select (ModelChange)(kind switch
        {
            0 => new UnitAdded(unit),
            1 => new UnitRemoved(unit),
            2 => new UnitGone(unit),
            3 => new FaultArmed(unit, "crash"),
            4 => new HookResolved(unit, flag),
            _ => new LeaderMoved(unit.Application, flag ? unit : null, flag ? null : unit),
        }),
        Pairs.Select(pairs => (ModelChange)new ConfigChanged("provider", pairs) { Handover = new Handover(HandoverKind.Set, pairs) { Converted = ["attributes"] } }),
        from unit in Unit from pairs in Pairs select (ModelChange)new ActionQueued(unit, "issue", pairs),
        Bag.Select(bag => (ModelChange)new CredentialsIssued("provider", bag)),
        from flag in Flag from pairs in Pairs select (ModelChange)new UserSecretSet("keys", "secret:9m4e2mr0ui3e8a215n4g", pairs) { Added = flag },
        from flag in Flag
        from kind in Gen.Choose(0, 2)
        select (ModelChange)(kind switch
        {
            0 => new SecretDue("secret:9m4e2mr0ui3e8a215n4g") { Revision = flag ? 2 : null },
            1 => new UserSecretAccess("keys", "requirer", flag),
            _ => new UserSecretRemoved("keys") { Revision = flag ? 2 : null },
        }),
        from text in Value select (ModelChange)new OperationRefused("config provider secret-key=" + text, text));

    private static Gen<Step> AnyStep { get; } = Gen.OneOf(
        Change.Select(change => (Step)new ModelStep(0, change)),
        from unit in Unit
        from entries in Entry.ListOf()
        from bags in Bag.Two()
        from outcome in Gen.Elements(Enum.GetValues<HookOutcome>())
        from text in Text
        from results in Pairs
        from flag in Flag
        select (Step)new HookStep(0, unit, new Hook(flag ? HookKind.RelationDeparted : HookKind.Action) { Endpoint = flag ? "s3" : null, DepartingUnit = unit })
        {
            Leader = flag,
            Attempt = flag ? 1 : 0,
            Outcome = outcome,
            Failure = flag ? text : null,
            Entries = [.. entries],
            Commits = flag ? [new DatabagCommit(1, flag, bags.Item1, bags.Item2)] : [],
            Action = flag ? null : new ActionOutcome(flag, text, results),
            Stdout = text,
        });

    public static Arbitrary<Trace> Traces() => Arb.From(
        from steps in AnyStep.ListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        from script in AnyText
        select new Trace(
            new TraceHeader(script, new TracePlayer("a", "process", true), new TracePlayer("b", "in-process", false)) { Seed = (ulong)seed },
            [.. steps.Select((step, index) => step with { Index = index, Line = index % 3 })]));
}
