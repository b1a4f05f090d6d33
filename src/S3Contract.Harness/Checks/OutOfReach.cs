using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>Which clauses nothing in a check of an endpoint would put to the test, whatever ran: those to which the profile gives no way, those on an S3 where none
/// is served, and those of the version of the interface that the charm does not speak.</summary>
internal static class OutOfReach
{
    private const string NoS3 = "no S3 is served to the charm; --s3 serves one (docs/s3-server.md)";

    /// <summary>The ids of these clauses, each with the reason.</summary>
    public static SortedDictionary<string, string> Of(CheckPart part)
    {
        SortedDictionary<string, string> lacking = part.Role == Roles.Provider ? ProfileReach.Lacking(part.Options.Profile) : new(StringComparer.Ordinal);
        foreach (Clause clause in ClauseCatalogue.All)
        {
            if (clause.Version is ContractVersion.V0 or ContractVersion.V1 && clause.Version != part.Speaks)
            {
                lacking[clause.Id] = $"it is of version {Number(clause.Version)} of the interface, and this charm speaks version {Number(part.Speaks)}";
            }
            else if (clause.Family is "use" && !part.Cast.HasS3)
            {
                lacking[clause.Id] = NoS3;
            }
        }

        return lacking;
    }

    private static string Number(ContractVersion version) => version == ContractVersion.V1 ? "1" : "0";
}
