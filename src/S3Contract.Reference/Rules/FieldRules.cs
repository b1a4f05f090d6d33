using S3Contract.Reference.State;

namespace S3Contract.Reference.Rules;

/// <summary>What single fields may hold. A value that the operator gave word for word is the operator's.</summary>
internal static class FieldRules
{
    /// <summary>Judges the fields that a commit of an application's databag has changed.</summary>
    public static void Judge(ref Draft draft, ref HookView view, DatabagCommit commit, Roles role, RelationState told)
    {
        ContractVersion speaks = told.Speaks;
        foreach (ref readonly KeyValuePair<string, string> item in commit.After.Items)
        {
            if (ContractFields.IsKnown(item.Key) && item.Key is not ContractFields.Bookkeeping
                && !string.Equals(commit.Before.Get(item.Key), item.Value, StringComparison.Ordinal))
            {
                Judge(ref draft, ref view, commit.Relation, role, speaks, item.Key, item.Value);
                if (speaks == ContractVersion.Mixed && role == Roles.Provider && told.RequirerSpeaks == ContractVersion.V0 && item.Key is ContractFields.Attributes)
                {
                    view.Require(ref draft, MixedClauses.Attributes, role, commit.Relation, ContractFields.IsListOfStrings(item.Value), DataReasons.List, item.Key, item.Value);
                }
            }
        }
    }

    private static void Judge(ref Draft draft, ref HookView view, RelationId relation, Roles role, ContractVersion speaks, string key, string value)
    {
        bool mandatory = key is ContractFields.Bucket or ContractFields.AccessKey or ContractFields.SecretKey;
        Clause? presence = speaks == ContractVersion.Mixed ? null
            : speaks == ContractVersion.V1 ? SecretDataClauses.UnsetIsAbsent
            : !mandatory ? DataClauses.UnsetIsAbsent
            : role == Roles.Provider ? DataClauses.NonEmptyFields
            : key is ContractFields.Bucket ? DataClauses.RequestBucket
            : DataClauses.UnsetIsAbsent;
        if (presence is not null)
        {
            draft.Tally.Check(presence, role);
        }

        if (ContractFields.IsPlaceholder(value))
        {
            if (presence is null)
            {
                return;
            }

            Violate(ref draft, ref view, presence, relation, role, key, value, DataReasons.Placeholder);
            return;
        }

        if (role != Roles.Provider)
        {
            return;
        }

        switch (key)
        {
            case "s3-uri-style":
                Require(ref draft, ref view, DataClauses.UriStyle, relation, key, value, value is "host" or "path", DataReasons.Style);
                break;
            case "s3-api-version":
                Require(ref draft, ref view, DataClauses.ApiVersion, relation, key, value, value is "2" or "4", DataReasons.Version);
                break;
            case ContractFields.Attributes when speaks == ContractVersion.V0:
                Require(ref draft, ref view, DataClauses.Attributes, relation, key, value, ContractFields.IsListOfStrings(value), DataReasons.List);
                break;
            case ContractFields.TlsCaChain:
                bool list = ContractFields.IsListOfStrings(value);
                Require(ref draft, ref view, DataClauses.TlsCaChain, relation, key, value, list, DataReasons.List);
                if (list)
                {
                    Require(
                        ref draft, ref view, DataClauses.TlsCaChainEntries, relation, key, value, ContractFields.IsListOfCertificates(value),
                        DataReasons.Certificates);
                }

                break;
            case "delete-older-than-days":
                Require(
                    ref draft, ref view, DataClauses.DeleteOlderThanDays, relation, key, value, ContractFields.IsPositiveInteger(value), DataReasons.Days);
                break;
            case "endpoint":
                Require(ref draft, ref view, DataClauses.EndpointUrl, relation, key, value, ContractFields.IsUrl(value), DataReasons.Url);
                break;
        }
    }

    private static void Require(
        ref Draft draft, ref HookView view, Clause clause, RelationId relation, string key, string value, bool holds, Reason reason)
    {
        draft.Tally.Check(clause, Roles.Provider);
        if (!holds)
        {
            Violate(ref draft, ref view, clause, relation, Roles.Provider, key, value, reason);
        }
    }

    private static void Violate(
        ref Draft draft, ref HookView view, Clause clause, RelationId relation, Roles role, string key, string value, Reason reason)
    {
        // What a requirer asked for is the requirer's.
        bool asked = key is ContractFields.Bucket && role == Roles.Provider && draft.FindRelation(relation) is var at and >= 0
            && string.Equals(draft.Relations[at].Asked, value, StringComparison.Ordinal);
        if (asked || GivenValues.IsOperators(draft.Applications[view.Application].Given, key, value))
        {
            return;
        }

        view.Violate(ref draft, clause, role, relation, reason, key, value);
    }
}
