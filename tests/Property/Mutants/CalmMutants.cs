using System.Globalization;
using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Charms that do not come to rest.</summary>
internal static class CalmMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("stamps-its-answer", "calm.repeat-writes-nothing", "Renews a stamp in its databag whenever the timer fires.", new()
        {
            Publish = (charm, relation, answer) => charm.Show(relation, WithCount(charm, relation, answer, HookKind.UpdateStatus)),
        }),
        Provider("talks-to-itself", "calm.becomes-quiet", "Answers each change of its peer databag with another.", new()
        {
            Also = TalkToItself,
        }),
        Requirer("stamps-its-request", "calm.repeat-writes-nothing", "Renews a stamp in its databag whenever the timer fires.", new()
        {
            Ask = (charm, relation, bucket) =>
                charm.Show(relation, WithCount(charm, relation, Databag.Empty.With(SoundCharm.Bucket, bucket), HookKind.UpdateStatus)),
        }),
        Requirer("acknowledges-every-change", "calm.becomes-quiet", "Counts in its databag how often the relation changed, to which the provider reacts.", new()
        {
            Ask = (charm, relation, bucket) =>
                charm.Show(relation, WithCount(charm, relation, Databag.Empty.With(SoundCharm.Bucket, bucket), HookKind.RelationChanged)),
        }),
        Requirer("talks-to-itself", "calm.becomes-quiet", "Answers each change of its peer databag with another.", new()
        {
            Also = TalkToItself,
        }),
    ];

    private static Databag WithCount(SoundCharm charm, RelationId relation, Databag databag, HookKind kind)
    {
        string count = charm.Said(relation).Get("count") ?? "0";
        bool counts = charm.InHook(kind) && (!charm.Hook.IsRelationHook || charm.Hook.Relation == relation);
        return databag.With("count", counts ? Next(count) : count);
    }

    private static void TalkToItself(SoundCharm charm)
    {
        if (charm.PeerRelation is { } peer && charm.Hook.Relation == peer && charm.Hook.Kind == HookKind.RelationChanged && charm.Juju.IsLeader())
        {
            charm.Note("said", Next(charm.Notes.Get("said") ?? "0"));
        }
    }

    private static string Next(string count) => (int.Parse(count, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
}
