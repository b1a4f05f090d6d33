using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Campaigns.Generation;

/// <summary>Counts what the cases of a campaign were allowed to use, and what they used.</summary>
internal sealed class SwarmCount
{
    private readonly int[] _kinds = new int[Enum.GetValues<CommandKind>().Length];
    private readonly SortedDictionary<string, int> _commands = new(StringComparer.Ordinal);

    public void Add(CampaignCase drawn)
    {
        foreach (CommandKind kind in drawn.Swarm.Enabled)
        {
            _kinds[(int)kind]++;
        }

        foreach (ScriptCommand command in drawn.Script.Commands)
        {
            string name = command.Verb!.Name;
            _commands[name] = _commands.GetValueOrDefault(name) + 1;
        }
    }

    public SwarmStatistics Statistics() => new(
        [.. Enum.GetValues<CommandKind>().Select(kind => KeyValuePair.Create(kind, _kinds[(int)kind]))], [.. _commands]);
}
