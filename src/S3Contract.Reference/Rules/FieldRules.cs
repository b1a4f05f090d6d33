using S3Contract.Charms;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;
using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What single fields may hold. A value that the operator gave word for word is the operator's.</summary>
internal static class FieldRules
{
    private static readonly string[] _absent = ["the key is absent", "the key holds a value"];
    private static readonly string[] _styles = ["host", "path", "the key is absent"];
    private static readonly string[] _versions = ["4", "2", "the key is absent"];
    private static readonly string[] _list = ["a JSON list of strings, such as [\"a\", \"b\"]", "the key is absent"];
    private static readonly string[] _certificates = ["a JSON list of PEM or base64 strings", "the key is absent"];
    private static readonly string[] _days = ["a positive integer in decimal digits", "the key is absent"];
    private static readonly string[] _url = ["an http or https URL", "the key is absent"];

    /// <summary>Judges the fields that a commit of an application's databag has changed.</summary>
    public static void Judge(ref Draft draft, ref HookView view, DatabagCommit commit, Roles role)
    {
        foreach (ref readonly KeyValuePair<string, string> item in commit.After.Items)
        {
            if (ContractFields.IsKnown(item.Key) && item.Key is not ContractFields.Bookkeeping
                && !string.Equals(commit.Before.Get(item.Key), item.Value, StringComparison.Ordinal))
            {
                Judge(ref draft, ref view, commit.Relation, role, item.Key, item.Value);
            }
        }
    }

    private static void Judge(ref Draft draft, ref HookView view, RelationId relation, Roles role, string key, string value)
    {
        bool mandatory = key is ContractFields.Bucket or ContractFields.AccessKey or ContractFields.SecretKey;
        Clause presence = !mandatory ? DataClauses.UnsetIsAbsent
            : role == Roles.Provider ? DataClauses.NonEmptyFields
            : key is ContractFields.Bucket ? DataClauses.RequestBucket
            : DataClauses.UnsetIsAbsent;
        draft.Findings.Check(presence, role);
        if (ContractFields.IsPlaceholder(value))
        {
            Violate(ref draft, ref view, presence, relation, role, key, value, _absent, "stands for an absent value");
            return;
        }

        if (role != Roles.Provider)
        {
            return;
        }

        switch (key)
        {
            case "s3-uri-style":
                Require(ref draft, ref view, DataClauses.UriStyle, relation, key, value, value is "host" or "path", _styles);
                break;
            case "s3-api-version":
                Require(ref draft, ref view, DataClauses.ApiVersion, relation, key, value, value is "2" or "4", _versions);
                break;
            case ContractFields.Attributes:
                Require(ref draft, ref view, DataClauses.Attributes, relation, key, value, ContractFields.IsListOfStrings(value), _list);
                break;
            case ContractFields.TlsCaChain:
                bool list = ContractFields.IsListOfStrings(value);
                Require(ref draft, ref view, DataClauses.TlsCaChain, relation, key, value, list, _list);
                if (list)
                {
                    Require(
                        ref draft, ref view, DataClauses.TlsCaChainEntries, relation, key, value, ContractFields.IsListOfCertificates(value),
                        _certificates);
                }

                break;
            case "delete-older-than-days":
                Require(
                    ref draft, ref view, DataClauses.DeleteOlderThanDays, relation, key, value, ContractFields.IsPositiveInteger(value), _days);
                break;
            case "endpoint":
                Require(ref draft, ref view, DataClauses.EndpointUrl, relation, key, value, ContractFields.IsUrl(value), _url);
                break;
        }
    }

    private static void Require(
        ref Draft draft, ref HookView view, Clause clause, RelationId relation, string key, string value, bool holds, string[] allowed)
    {
        draft.Findings.Check(clause, Roles.Provider);
        if (!holds)
        {
            Violate(ref draft, ref view, clause, relation, Roles.Provider, key, value, allowed, "is not what the interface takes");
        }
    }

    private static void Violate(
        ref Draft draft, ref HookView view, Clause clause, RelationId relation, Roles role, string key, string value, string[] allowed,
        string wrong)
    {
        // What a requirer asked for is the requirer's.
        bool asked = key is ContractFields.Bucket && role == Roles.Provider && draft.FindRelation(relation) is var at and >= 0
            && string.Equals(draft.Relations[at].Asked, value, StringComparison.Ordinal);
        if (asked || Given.IsOperators(draft.Applications[view.Application].Given, key, value))
        {
            return;
        }

        string shown = ContractFields.IsKey(key) && !ContractFields.IsPlaceholder(value)
            ? "a value" : $"\"{Shorten(value)}\"";
        draft.Findings.Violate(
            clause, role, view.Step, view.Name, view.Step.Unit, relation,
            $"\"{key}\" on relation {relation} {wrong}: {shown}", allowed, $"{view.Hook.Name} on {view.Step.Unit} set it to {shown}");
    }

    /// <summary>A value as a message shows it.</summary>
    public static string Shorten(string value) => value.Length <= 60 ? value : string.Concat(value.AsSpan(0, 57), "...");
}
