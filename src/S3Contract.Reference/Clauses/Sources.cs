namespace S3Contract.Reference.Clauses;

/// <summary>The names of the sources that clauses cite.</summary>
internal static class Sources
{
    public const string Provider = "Interface description v0, Behaviour of the provider: ";
    public const string Requirer = "Interface description v0, Behaviour of the requirer: ";
    public const string Data = "Interface description v0, Relation Data: ";
    public const string ProviderSchema = "Interface description v0, schemas/provider.json: ";
    public const string RequirerSchema = "Interface description v0, schemas/requirer.json: ";
    public const string Page1 = "Interface description v1: ";
    public const string Schema1 = "Interface description v1, schema: ";
    public const string Library1 = "Library object-storage-charmlib: ";
    public const string Library = "Library charms.data_platform_libs.v0.s3: ";
    public const string Juju = "Juju: ";
    public const string Practice = "Practice: ";
}
