using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults by which relations get into each other's way.</summary>
internal static class IsolationMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("gives-everybody-what-one-is-issued", "isolation.no-leak", "Hands credentials issued for one relation to all.", new()
        {
            Issue = charm => charm.RememberIssued(
                charm.Juju.ActionGet().Where(given => given.Key is not "relation").ToDictionary(StringComparer.Ordinal)),
        }),
        Provider("gives-everybody-what-the-first-has", "isolation.no-leak", "Hands the first relation's credentials to the others.", new()
        {
            Issued = (charm, _) => charm.IssuedFor(charm.LiveRelations()[0]),
        }),
        Provider("answers-the-first-relation", "isolation.each-relation", "Answers the first of its relations only.", new()
        {
            Relations = charm => [.. charm.LiveRelations().Take(1)],
        }),
        Provider("one-bucket-for-all", "isolation.own-bucket", "Answers every relation with the bucket that the first asked for.", new()
        {
            Asked = (charm, _) => charm.Heard(charm.LiveRelations()[0]).Get(Bucket),
        }),
        Provider("gives-the-bucket-of-one-that-went-to-the-next", "isolation.own-bucket",
            "Answers who is its only requirer with the bucket that the first one asked for, be that gone.", new()
            {
                Asked = (charm, relation) =>
                {
                    string? asked = charm.Heard(relation).Get(Bucket);
                    string? first = charm.Notes.Get("first-bucket");
                    charm.Note("first-bucket", first ?? asked ?? "");
                    return asked is not null && first is not null && charm.LiveRelations().Count == 1 ? first : asked;
                },
            }),
        Requirer("shows-everybody-what-one-gave", "isolation.no-leak", "Shows the access key of its first relation to all providers.", new()
        {
            Ask = (charm, relation, bucket) => charm.Show(
                relation,
                Databag.Empty.With(Bucket, bucket).With("in-use", charm.Heard(charm.LiveRelations()[0]).Get(AccessKey) ?? "")),
        }),
        Requirer("looks-at-the-first-relation", "isolation.own-event",
            "Emits credentials-changed for a relation if the first one has both keys.", new()
            {
                OnChanged = (charm, relation) =>
                {
                    charm.Heard(relation);
                    if (HasBothKeys(charm.Heard(charm.LiveRelations()[0])))
                    {
                        charm.Emit(Changed, relation);
                    }
                },
            }),
        Requirer("tells-of-all-when-one-changes", "events.changed-once-per-change",
            "Emits credentials-changed for all its relations when one changes.", new()
            {
                OnChanged = (charm, _) =>
                {
                    foreach (RelationId relation in charm.LiveRelations().Where(relation => HasBothKeys(charm.Heard(relation))))
                    {
                        charm.Emit(Changed, relation);
                    }
                },
            }),
    ];
}
