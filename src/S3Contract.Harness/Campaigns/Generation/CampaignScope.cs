using S3Contract.Harness.Scripts;
using S3Contract.Harness.Subjects;
using S3Contract.Reference;

namespace S3Contract.Harness.Campaigns;

/// <summary>What a campaign may do to the charms in it. This is the line between what a charm under test has to cope with and what it could
/// not be blamed for: a charm under test is only ever given valid fields, in the ways its profile offers; only a reference charm that plays
/// the other side misbehaves.</summary>
public sealed record CampaignScope
{
    /// <summary>Is the provider a charm under test?</summary>
    public required bool ProviderUnderTest { get; init; }

    /// <summary>Is the requirer a charm under test?</summary>
    public required bool RequirerUnderTest { get; init; }

    /// <summary>The fields, keys apart, that the provider can be made to issue.</summary>
    public ValueList<string> IssueFields { get; init; } = OptionalFields;

    /// <summary>The fields that can be set on a single unit of the provider.</summary>
    public ValueList<string> SetFields { get; init; } = OptionalFields;

    /// <summary>Can the provider be made to issue keys to one application alone?</summary>
    public bool IssueToOne { get; init; } = true;

    /// <summary>Can the requirer be told at deployment which bucket to ask for?</summary>
    public bool DeployBucket { get; init; } = true;

    /// <summary>Can the requirer be told later to ask for another bucket?</summary>
    public bool AskBucket { get; init; } = true;

    /// <summary>What may be done to the charms of a campaign: what their profiles offer.</summary>
    internal static CampaignScope Of(CampaignOptions options)
    {
        Player requirer = options.Cast.Requirer;
        IReadOnlyList<ProfileLine> issue = options.Cast.Provider.Profile.Issue;
        bool canAsk = Settable(requirer.Profile).Contains("bucket", StringComparer.Ordinal);
        return new CampaignScope
        {
            MostDraws = options.IsProcess ? 8 : 20,
            SmallWorlds = options.IsProcess,
            ProviderUnderTest = options.SubjectRoles.HasFlag(Roles.Provider),
            RequirerUnderTest = options.SubjectRoles.HasFlag(Roles.Requirer),
            IssueFields = OptionalFields.Where(field => issue.Any(line => ProfileLines.Uses(line, field) || ProfileLines.Uses(line, "fields"))).ToValueList(),
            SetFields = Settable(options.Cast.Provider.Profile).ToValueList(),
            IssueToOne = issue.Any(line => ProfileLines.Uses(line, "relation")),
            AskBucket = canAsk,
            DeployBucket = canAsk || requirer.Charm.Metadata.Config.Any(option => string.Equals(option.Name, "bucket", StringComparison.Ordinal)),
        };
    }

    /// <summary>The most draws after the opening of a script; each gives one to a handful of commands.</summary>
    public int MostDraws { get; init; } = 20;

    /// <summary>Are worlds kept small: mostly one application a side, at most two units? For charms whose hooks take long.</summary>
    public bool SmallWorlds { get; init; }

    /// <summary>All fields of an answer but the keys.</summary>
    public static ValueList<string> OptionalFields { get; } =
        Vocabulary.Fields.Where(field => field is not ("access-key" or "secret-key")).ToValueList();

    private static IEnumerable<string> Settable(CharmProfile profile) =>
        OptionalFields.Where(field => profile.Set.ContainsKey(field) || profile.Set.ContainsKey(ProfileLines.AnyField));

    /// <summary>The kinds of command that can be drawn at all.</summary>
    public IEnumerable<CommandKind> Kinds => Enum.GetValues<CommandKind>().Where(kind => kind switch
    {
        CommandKind.IssueToOne => IssueToOne,
        CommandKind.SetField => SetFields.Count > 0,
        CommandKind.AskBucket => AskBucket,
        CommandKind.HostileWrite => ProviderUnderTest != RequirerUnderTest,
        _ => true,
    });
}
