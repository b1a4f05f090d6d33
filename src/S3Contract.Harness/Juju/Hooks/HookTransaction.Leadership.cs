using System.Collections.Immutable;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>Leadership (§5) and the settings a leader shares.</content>
internal sealed partial class HookTransaction
{
    private readonly UnitName? _nextLeader;
    private bool _leads;
    private ImmutableSortedDictionary<string, string>? _leaderSettings;

    internal bool LedAtStart { get; }

    /// <summary>Does the unit lead at this moment? Once false in a hook, it stays false until the hook ends.</summary>
    internal bool Leads => _leads;

    /// <summary>The unit that leadership moved to in this hook.</summary>
    internal UnitName? NextLeader => _nextLeader;

    internal ImmutableSortedDictionary<string, string>? NewLeaderSettings => _leaderSettings;

    /// <summary>How often the hook has changed the leader settings: followers are told of each change, also of one that was taken back.</summary>
    internal int LeaderSettingsChanges { get; private set; }

    /// <inheritdoc/>
    public bool IsLeader()
    {
        Require("is-leader");
        bool answer = _leads;
        Record(answer ? LeaderAnswers.True : LeaderAnswers.False);
        if (answer)
        {
            LoseLeadershipIfArmed();
        }

        return answer;
    }

    /// <summary><c>leader-get</c>: the settings the leader shares with its followers.</summary>
    public IReadOnlyDictionary<string, string> LeaderGet()
    {
        RequireOfThisJuju("leader-get");
        Record(new OtherCommand("leader-get"));
        return _leaderSettings ?? _application.LeaderSettings;
    }

    /// <summary><c>leader-set</c>: takes effect at once, also if the hook fails later; only the leader may.</summary>
    /// <param name="changes">The keys to set; an empty value deletes.</param>
    public void LeaderSet(IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        RequireOfThisJuju("leader-set");
        if (!_leads)
        {
            throw Refuse("leader-set", "cannot write leadership settings: cannot write settings: not the leader");
        }

        ImmutableSortedDictionary<string, string> before = _leaderSettings ?? _application.LeaderSettings;
        ImmutableSortedDictionary<string, string> settings = before;
        foreach ((string key, string value) in changes)
        {
            settings = value.Length == 0 ? settings.Remove(key) : settings.SetItem(key, value);
        }

        LeaderSettingsChanges += settings.SequenceEqual(before) ? 0 : 1;
        _leaderSettings = settings;
        Record(new OtherCommand("leader-set"));
    }

    internal void LoseLeadershipIfArmed()
    {
        if (_nextLeader is not null)
        {
            _leads = false;
        }
    }
}

/// <summary>The two answers of <c>is-leader</c>, made once.</summary>
internal static class LeaderAnswers
{
    public static LeaderAsked True { get; } = new(true);

    public static LeaderAsked False { get; } = new(false);
}
