using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>What a campaign may do to the charms in it. This is the line between what a charm under test has to cope with and what it could
/// not be blamed for: a charm under test is only ever given valid fields, in the ways its profile offers; only a reference charm that plays
/// the other side misbehaves.</summary>
internal sealed record CampaignScope
{
    private static readonly CommandKind[] s_kinds = Enum.GetValues<CommandKind>();

    /// <summary>Is the provider a charm under test?</summary>
    public required bool ProviderUnderTest { get; init; }

    /// <summary>Is the requirer a charm under test?</summary>
    public required bool RequirerUnderTest { get; init; }

    /// <summary>The fields, keys apart, that the provider can be made to issue.</summary>
    public ValueList<string> IssueFields { get; init; } = OptionalFields;

    /// <summary>The fields, keys apart, that the provider can be made to issue each by itself: an option has a line of its own in the profile.</summary>
    public ValueList<string> LoneFields { get; init; } = [];

    /// <summary>The fields that can be set on a single unit of the provider.</summary>
    public ValueList<string> SetFields { get; init; } = OptionalFields;

    /// <summary>Can the provider be made to issue keys to one application alone?</summary>
    public bool IssueToOne { get; init; } = true;

    /// <summary>The sides whose charm has an option that has nothing to do with S3.</summary>
    public Roles OtherOptions { get; init; }

    /// <summary>Can the requirer be told at deployment which bucket to ask for?</summary>
    public bool DeployBucket { get; init; } = true;

    /// <summary>Can the requirer be told later to ask for another bucket?</summary>
    public bool AskBucket { get; init; } = true;

    /// <summary>What may be done to the charms of a campaign: what their profiles offer.</summary>
    /// <param name="cast">Who plays.</param>
    /// <param name="underTest">The sides under test.</param>
    /// <param name="isProcess">Is one of them a process, whose hooks take long?</param>
    internal static CampaignScope Of(Cast cast, Roles underTest, bool isProcess)
    {
        Player requirer = cast.Requirer;
        IReadOnlyList<ProfileLine> issue = cast.Provider.Profile.Issue;
        bool canAsk = Settable(requirer.Profile).Contains("bucket", StringComparer.Ordinal);
        return new CampaignScope
        {
            MostDraws = isProcess ? 8 : 20,
            SmallWorlds = isProcess,
            ProviderUnderTest = underTest.HasFlag(Roles.Provider),
            RequirerUnderTest = underTest.HasFlag(Roles.Requirer),
            IssueFields = OptionalFields.Where(field => issue.Any(line => Takes(line, field) || ProfileLines.Uses(line, "fields"))).ToValueList(),
            LoneFields = OptionalFields.Where(field => issue.Any(line => IsAbout(line, field))).ToValueList(),
            SetFields = Settable(cast.Provider.Profile).ToValueList(),
            OtherOptions = (OtherOption.IsThere(cast.Provider) ? Roles.Provider : Roles.None)
                | (OtherOption.IsThere(requirer) ? Roles.Requirer : Roles.None),
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

    private static bool Takes(ProfileLine line, string field) =>
        ProfileLines.Uses(line, field) || ProfileLines.Uses(line, ProfileVariables.Converted(field));

    // A line that takes the keys as well says nothing of a field alone.
    private static bool IsAbout(ProfileLine line, string field) =>
        Takes(line, field) && !ProfileLines.Uses(line, "access-key") && !ProfileLines.Uses(line, "secret-key") && !ProfileLines.Uses(line, "relation");

    private static IEnumerable<string> Settable(CharmProfile profile) =>
        OptionalFields.Where(field => profile.Set.ContainsKey(field) || profile.Set.ContainsKey(ProfileLines.AnyField));

    /// <summary>The kinds of command that can be drawn at all.</summary>
    internal IEnumerable<CommandKind> Kinds => s_kinds.Where(kind => kind switch
    {
        CommandKind.IssueToOne => IssueToOne,
        CommandKind.IssueField => LoneFields.Count > 0,
        CommandKind.SetField => SetFields.Count > 0,
        CommandKind.OtherOption => OtherOptions != Roles.None,
        CommandKind.AskBucket => AskBucket,
        CommandKind.HostileWrite => ProviderUnderTest != RequirerUnderTest,
        _ => true,
    });
}
