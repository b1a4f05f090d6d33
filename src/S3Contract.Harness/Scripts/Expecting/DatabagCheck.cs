using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Expecting;

/// <summary>Compares an expected application databag with what the application shows on its relations with another one.</summary>
internal static class DatabagCheck
{
    /// <summary>Compares: every relation must show all the fields; negated, none may show all of them.</summary>
    public static Checked Check(DatabagExpectation expected, ExpectCommand expect, ObservedModel model)
    {
        IReadOnlyList<RelationView> relations = model.Between(expected.Owner, expected.Other);
        if (relations.Count == 0)
        {
            string none = $"there is no relation between {expected.Owner} and {expected.Other}";
            return new Checked(expect.Negated, expect.Negated ? "" : none, [], []);
        }

        List<Observed> observed = [];
        Fields last = [];
        int wrong = 0;
        foreach (RelationView relation in relations)
        {
            last = expected.Fields.Select(field => new KeyValuePair<string, string>(
                field.Key, relation.Shown(expected.Owner).Get(field.Key) ?? "")).ToValueList();
            observed.Add(new Observed($"{expected.Owner} on relation {relation.Id}", "databag", last, null));
            if (last.Equals(expected.Fields) == expect.Negated)
            {
                wrong++;
            }
        }

        List<ExpectCommand> instead = relations.Count == 1 ? [expect with { Negated = false, Expectation = expected with { Fields = last } }] : [];
        string reason = wrong == 0 ? "" : $"the databag of {expected.Owner} is {(expect.Negated ? "so" : "not so")} on {wrong} of {relations.Count} relations";
        return new Checked(wrong == 0, reason, observed, instead);
    }
}
