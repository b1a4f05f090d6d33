using static S3Contract.Reference.Clauses.Sources;

namespace S3Contract.Reference.Clauses;

/// <summary>The clauses on what the databags hold.</summary>
internal static class DataClauses
{
    private const string Given = "A value that the operator gave word for word (by configuration, an action or the scenario) is the "
        + "operator's, not the charm's.";

    public static readonly Clause MandatoryFields = new(
        "data.mandatory-fields",
        ClauseLevel.Core,
        Roles.Provider,
        "A provider's answer holds `bucket`, `access-key` and `secret-key`.",
        Provider + "\"It is expected to share `bucket`, `access-key` and `secret-key` fields\". "
        + ProviderSchema + "the three are `required`.")
    {
        Version = ContractVersion.V0,
        Reading = "The library's requirer takes only the two keys as mandatory and leaves the bucket out; description and schema demand all "
            + "three, and so do we. An answer is what holds both keys; a databag that holds neither is no answer yet, whatever else it "
            + "holds; one that holds a single key once the model is quiet is an answer that lacks the other.",
    };

    public static readonly Clause NonEmptyFields = new(
        "data.non-empty-fields",
        ClauseLevel.Core,
        Roles.Provider,
        "`bucket`, `access-key` and `secret-key` of an answer are not empty: neither blank nor the text of an absent value "
        + "(`null`, `None`, `\"\"`).",
        ProviderSchema + "`bucket`, `access-key` and `secret-key` are `required` strings. "
        + Juju + "a databag never holds an empty value.")
    {
        Version = ContractVersion.V0,
        Reading = Given,
    };

    public static readonly Clause UriStyle = new(
        "data.uri-style",
        ClauseLevel.Core,
        Roles.Provider,
        "`s3-uri-style`, if there, is `host` or `path`.",
        Provider + "\"The field can take only `host` and `path` values\".")
    {
        Reading = "The schema lists both only as examples; the description is explicit. " + Given,
        Fields = ["s3-uri-style"],
    };

    public static readonly Clause ApiVersion = new(
        "data.api-version",
        ClauseLevel.Core,
        Roles.Provider,
        "`s3-api-version`, if there, is the text `2` or `4`.",
        Provider + "\"The field can take only `2` and `4` values\".")
    {
        Reading = "The schema says integer, the library's documentation says text; a databag holds only text, so we read the digit. " + Given,
        Fields = ["s3-api-version"],
    };

    public static readonly Clause TlsCaChain = new(
        "data.tls-ca-chain",
        ClauseLevel.Core,
        Roles.Provider,
        "`tls-ca-chain`, if there, is a JSON list of strings.",
        Provider + "\"can take a list of strings\". " + ProviderSchema + "`tls-ca-chain` is an `array` of `string`.")
    {
        Reading = "The description's example shows one bare string, its prose and its schema a list; the library writes and reads a JSON "
            + "list and fails on anything else, so only a list is understood by the other side. " + Given,
        Fields = [ContractFields.TlsCaChain],
    };

    public static readonly Clause Attributes = new(
        "data.attributes",
        ClauseLevel.Core,
        Roles.Provider,
        "`attributes`, if there, is a JSON list of strings.",
        Provider + "\"The field can take a list of strings\". " + ProviderSchema + "`attributes` is an `array` of `string`.")
    {
        Version = ContractVersion.V0,
        Reading = "The description's example shows strings joined by semicolons, its prose and its schema a list; the library writes and "
            + "reads a JSON list and fails on anything else. " + Given,
        Fields = [ContractFields.Attributes],
    };

    public static readonly Clause DeleteOlderThanDays = new(
        "data.delete-older-than-days",
        ClauseLevel.Library,
        Roles.Provider,
        "`delete-older-than-days`, if there, is a positive integer in decimal digits.",
        Library + "`set_delete_older_than_days(relation_id, days: int)` writes the number's text, which requirers read as an integer.")
    {
        Reading = "The field is the library's only: description and schema do not know it, hence the level. " + Given,
        Fields = ["delete-older-than-days"],
    };

    public static readonly Clause EndpointUrl = new(
        "data.endpoint-url",
        ClauseLevel.Core,
        Roles.Provider,
        "`endpoint`, if there, is an `http` or `https` URL.",
        Provider + "\"It is expected to share an optional `endpoint` field containing a URL\".")
    {
        Reading = "The S3 protocol is spoken over HTTP, so other schemes are no use to a requirer. " + Given,
        Fields = ["endpoint"],
    };

    public static readonly Clause RequestBucket = new(
        "data.request-bucket",
        ClauseLevel.Core,
        Roles.Requirer,
        "A requirer's request holds a bucket, neither blank nor the text of an absent value, and goes on holding one while the relation "
        + "lives.",
        Requirer + "\"Is expected to share a bucket name in the `bucket` field\". " + RequirerSchema + "`bucket` is `required`.")
    {
        Version = ContractVersion.V0,
        Reading = "Before it has asked, a requirer's databag may hold other keys. " + Given,
    };

    public static readonly Clause GeneratedBucket = new(
        "data.generated-bucket",
        ClauseLevel.Library,
        Roles.Requirer,
        "A bucket name that the requirer generates is `relation-<id>` with the number of that very relation.",
        Requirer + "\"Field value should be generated on Requirer side if no particular value set\". "
        + Library + "generated as `relation-{relation.id}`.")
    {
        Version = ContractVersion.V0,
        Reading = "The description leaves the form open, so this is of the library's level. Which name a charm was built with cannot be seen "
            + "from outside: only a name of the generated form with another relation's number is wrong for sure.",
    };

    public static readonly Clause UnsetIsAbsent = new(
        "data.unset-is-absent",
        ClauseLevel.Core,
        Roles.Both,
        "A field that is not set is not in the databag: no optional field holds blanks or the text of an absent value "
        + "(`null`, `None`, `\"\"`).",
        Juju + "setting an empty value deletes the key. " + Provider + "all but three fields are \"optional\".")
    {
        Version = ContractVersion.V0,
        Reading = "The schema gives `\"\"` as the default of every field, which a databag cannot hold: absence is the default. "
            + "The library stores two quotes when a list field is cleared with an empty text. " + Given,
    };

    public static readonly Clause StaysComplete = new(
        "data.stays-complete",
        ClauseLevel.Core,
        Roles.Provider,
        "An answer once complete stays complete until it is replaced whole, the operator withdraws it whole, or the relation ends.",
        Provider + "\"It is expected to share `bucket`, `access-key` and `secret-key` fields\" while the relation is joined.")
    {
        Version = ContractVersion.V0,
        Reading = "An operator may withdraw credentials (by an action or configuration); a charm that drops them by itself takes storage "
            + "away from a running application.",
    };

    public static readonly Clause TlsCaChainEntries = new(
        "data.tls-ca-chain-entries",
        ClauseLevel.Strict,
        Roles.Provider,
        "Every string in `tls-ca-chain` is base64 or a PEM certificate.",
        Provider + "\"Each string should be in base64 form and represent one certificate\".")
    {
        Reading = "Real providers hand out PEM, which is base64 between two marks; both are accepted. A `should` in the source, hence the "
            + "level. " + Given,
        Fields = [ContractFields.TlsCaChain],
    };

    public static readonly Clause[] All =
    [
        MandatoryFields, NonEmptyFields, UriStyle, ApiVersion, TlsCaChain, Attributes, DeleteOlderThanDays, EndpointUrl, RequestBucket,
        GeneratedBucket, UnsetIsAbsent, StaysComplete, TlsCaChainEntries,
    ];
}
