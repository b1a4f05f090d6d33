using S3Contract.Harness.Scripts.Files;

namespace S3Contract.Harness.Checks;

/// <summary>What of a check is to be done here: all of it, or one shard of it.</summary>
/// <param name="parts">The endpoints.</param>
/// <param name="options">What of the check holds for all of them.</param>
internal sealed class Workload(IReadOnlyList<CheckPart> parts, CheckOptions options)
{
    private const string Campaign = "campaign";
    private const string Exploration = "exploration";

    private readonly IReadOnlySet<string>? _share = options.Shard?.Share(
    [
        .. parts.SelectMany(part => CheckCourse.ScriptsFor(part, options).Select(script => script.Name).Append(Campaign).Append(Exploration).Select(name => Item(part, name))),
    ]);

    /// <summary>The scripts of a part.</summary>
    public IReadOnlyList<ScriptCase> Scripts(CheckPart part) => [.. CheckCourse.ScriptsFor(part, options).Where(script => Has(part, script.Name))];

    /// <summary>How many cases the campaign of a part has; 0 for none, null if only time limits it.</summary>
    public int? Cases(CheckPart part) => Has(part, Campaign) ? CheckSearch.PlannedCases(part) : 0;

    /// <summary>How deep to walk small worlds; null for not at all.</summary>
    public int? Depth(CheckPart part) => Has(part, Exploration) ? options.ExhaustiveDepth : null;

    private bool Has(CheckPart part, string name) => _share?.Contains(Item(part, name)) != false;

    private static string Item(CheckPart part, string name) => $"{name} [{part.RoleName} {part.Endpoint}]";
}
