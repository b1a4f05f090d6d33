using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

/// <summary>One endpoint of a charm, checked in the role it takes.</summary>
/// <param name="Options">The charm, and how to check it.</param>
/// <param name="Role">The role.</param>
/// <param name="Endpoint">The endpoint.</param>
internal sealed record CheckPart(CheckOptions Options, Roles Role, string Endpoint)
{
    /// <summary>What a trial showed the charm to be, for people; null if its profile says all.</summary>
    public string? TakenAs { get; init; }

    /// <summary>The version of the interface that the charm is held to speak.</summary>
    public ContractVersion Speaks { get; init; } = ContractVersion.V0;

    /// <summary>Where the charm declares the endpoint, for readers of a report; null if no file of it can be opened.</summary>
    public SourcePlace? Place => Options.File is { } file ? new SourcePlace(file, Options.Charm.Metadata.EndpointLines.GetValueOrDefault(Endpoint)) : null;

    /// <summary><c>provider</c> or <c>requirer</c>.</summary>
    public string RoleName => RoleNames.Of(Role);

    /// <summary>Who plays the roles: the charm its own, the reference charm the other.</summary>
    public Cast Cast => CastWith(Speaks);

    /// <summary>The same, the reference charm speaking the other version.</summary>
    public Cast OtherCast => CastWith(Speaks == ContractVersion.V1 ? ContractVersion.V0 : ContractVersion.V1);

    /// <summary>The same, the reference charm speaking a version.</summary>
    public Cast CastWith(ContractVersion other)
    {
        var subject = new Player(Options.Charm, Options.Profile, Endpoint);
        Cast cast = Role == Roles.Provider
            ? new Cast(subject, ReferencePlayers.Of(Roles.Requirer, other))
            : new Cast(ReferencePlayers.Of(Roles.Provider, other), subject);
        return cast with { Others = ReferencePlayers.Beside(Role), S3 = Options.S3 };
    }

    /// <summary>The endpoints of a charm that a check is about.</summary>
    /// <exception cref="CharmProblem">There is none, or not the one asked for.</exception>
    public static IReadOnlyList<CheckPart> Of(CheckOptions options)
    {
        CharmMetadata charm = options.Charm.Metadata;
        CheckPart[] all =
        [
            .. charm.S3Endpoints(EndpointRole.Provider).Select(endpoint => new CheckPart(options, Roles.Provider, endpoint.Name)),
            .. charm.S3Endpoints(EndpointRole.Requirer).Select(endpoint => new CheckPart(options, Roles.Requirer, endpoint.Name)),
        ];
        if (all.Length == 0)
        {
            throw CharmProblem.Wrong(
                $"charm {charm.Name} has no endpoint with interface s3 (expected one under provides: or requires:){Others(charm)}");
        }

        string known = string.Join(", ", all.Select(part => $"{part.Endpoint} ({part.RoleName})"));
        if ((options.Endpoint ?? options.Profile.Endpoint) is { } wanted)
        {
            all = [.. all.Where(part => string.Equals(part.Endpoint, wanted, StringComparison.Ordinal))];
            if (all.Length == 0)
            {
                throw CharmProblem.Wrong($"charm {charm.Name} has no endpoint {wanted} with interface s3; it has {known}");
            }
        }

        CheckPart[] inRole = [.. all.Where(part => options.Roles.HasFlag(part.Role))];
        return inRole.Length > 0
            ? inRole
            : throw CharmProblem.Wrong($"charm {charm.Name} has no endpoint as a {RoleNames.Of(options.Roles)} of s3; it has {known}");
    }

    private static string Others(CharmMetadata charm) => charm.Endpoints.Count == 0
        ? "; it has no endpoints"
        : "; its endpoints are " + string.Join(", ", charm.Endpoints.Select(endpoint => $"{endpoint.Name} ({endpoint.Interface})"));
}
