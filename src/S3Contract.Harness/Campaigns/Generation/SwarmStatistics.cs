namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>What the cases of a campaign were allowed to use, and what they used.</summary>
/// <param name="Kinds">Per kind of command: in how many cases it was enabled.</param>
/// <param name="Commands">Per command of the script language: how often it was issued.</param>
internal sealed record SwarmStatistics(
    IReadOnlyList<KeyValuePair<CommandKind, int>> Kinds, IReadOnlyList<KeyValuePair<string, int>> Commands);
