using S3Contract.Charms;
using static S3Contract.Tests.Property.Mutants.Mutant;
using static S3Contract.Tests.Property.Mutants.SoundCharm;

namespace S3Contract.Tests.Property.Mutants;

/// <summary>Faults in what a requirer can see at any moment.</summary>
internal static class AtomicityMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        Provider("answers-in-two-hooks", "atomicity.no-partial-answer", "Shows the access key in one hook and the secret key in the next.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                if (charm.Said(relation).ContainsKey(AccessKey))
                {
                    charm.Show(relation, answer);
                }
                else
                {
                    charm.Note(Key("half", relation), answer[AccessKey]);
                    charm.Show(relation, answer.With(SecretKey, ""));
                }
            },
        }),
        Provider("bucket-comes-later", "atomicity.no-partial-answer", "Shows the keys in one hook and the bucket in the next.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                bool begun = HasBothKeys(charm.Said(relation));
                charm.Note(Key("begun", relation), "yes");
                charm.Show(relation, begun ? answer : answer.With(Bucket, ""));
            },
        }),
        Provider("rotates-in-two-hooks", "atomicity.pair-issued-together", "Replaces the access key in one hook and the secret key in the next.", new()
        {
            Publish = (charm, relation, answer) =>
            {
                Databag shown = charm.Said(relation);
                bool halfWay = !HasBothKeys(shown) || string.Equals(shown[AccessKey], answer[AccessKey], StringComparison.Ordinal);
                charm.Note(Key("half", relation), answer[AccessKey]);
                charm.Show(relation, halfWay ? answer : answer.With(SecretKey, shown[SecretKey]));
            },
        }),
        Provider("keeps-the-old-secret", "atomicity.pair-issued-together", "A rotation replaces the access key only.", new()
        {
            Publish = (charm, relation, answer) =>
                charm.Show(relation, answer.With(SecretKey, charm.Said(relation).Get(SecretKey) ?? answer[SecretKey])),
        }),
    ];
}
