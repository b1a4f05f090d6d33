using System.Collections.Immutable;
using System.Globalization;

namespace S3Contract.Harness.Pebble;

/// <summary>
/// All there is to the Pebble of one container. Nothing runs in it: a service that is started is active, a change is ready at once, and the time is
/// a count of what was done.
/// </summary>
internal sealed record PebbleState
{
    private static readonly DateTime s_epoch = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How often the container was started, from 1.</summary>
    public required int Boot { get; init; }

    /// <summary>What Pebble calls this start of the container.</summary>
    public string BootId => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{Boot:d12}");

    /// <summary>Seconds since the container was made: one for each thing that was done.</summary>
    public long Ticks { get; init; }

    /// <summary>The time, as Pebble says it.</summary>
    public string Now => Time(Ticks);

    /// <summary>The layers, the lowest first.</summary>
    public ImmutableList<PlanLayer> Layers { get; init; } = [];

    /// <summary>All layers in one.</summary>
    public PebblePlan Plan { get; init; } = PebblePlan.Empty;

    /// <summary>The services that are active, each with its configuration when it was started.</summary>
    public ImmutableSortedDictionary<string, ActiveService> Active { get; init; } = Map<ActiveService>();

    /// <summary>The checks of the plan.</summary>
    public ImmutableSortedDictionary<string, PebbleCheck> Checks { get; init; } = Map<PebbleCheck>();

    /// <summary>What was changed, the oldest first.</summary>
    public ImmutableList<PebbleChange> Changes { get; init; } = [];

    /// <summary>How many tasks there were.</summary>
    public int Tasks { get; init; }

    /// <summary>Notices, the one that was repeated last at the end.</summary>
    public ImmutableList<PebbleNotice> Notices { get; init; } = [];

    /// <summary>How many notices there were.</summary>
    public int NoticeCount { get; init; }

    /// <summary>Who else may speak to Pebble.</summary>
    public ImmutableSortedDictionary<string, PebbleIdentity> Identities { get; init; } = Map<PebbleIdentity>();

    /// <summary>The files of the container.</summary>
    public required PebbleFiles Files { get; init; }

    /// <summary>What commands have printed, by their task.</summary>
    public ImmutableSortedDictionary<string, CommandOutput> Outputs { get; init; } = Map<CommandOutput>();

    /// <summary>What the unit's agent has not told the charm yet.</summary>
    public ImmutableList<PebbleEvent> Events { get; init; } = [];

    /// <summary>A container that has just been started.</summary>
    /// <param name="boot">How often it was started.</param>
    /// <param name="mounts">Folders that are mounted into it.</param>
    public static PebbleState Started(int boot, IEnumerable<string> mounts) => new() { Boot = boot, Files = PebbleFiles.With(mounts) };

    /// <summary>A moment later.</summary>
    public PebbleState Later() => this with { Ticks = Ticks + 1 };

    /// <summary>A moment, as Pebble says it.</summary>
    public static string Time(long ticks) => s_epoch.AddSeconds(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The state with a change that is ready at once, or (a check's) goes on.</summary>
    /// <param name="kind">What kind of change.</param>
    /// <param name="summary">What it does, for people.</param>
    /// <param name="tasks">What each task is called, and does.</param>
    /// <param name="change">The change.</param>
    /// <param name="status">How it stands.</param>
    public PebbleState Changed(string kind, string summary, IEnumerable<(string Kind, string Summary)> tasks, out PebbleChange change, string status = PebbleChange.Done)
    {
        int count = Tasks;
        ImmutableArray<PebbleTask> made = [.. tasks.Select(task => new PebbleTask(Number(++count), task.Kind, task.Summary))];
        change = new PebbleChange(Number(Changes.Count + 1), kind, summary, status, Ticks) { Tasks = made };
        return this with { Changes = Changes.Add(change), Tasks = count };
    }

    /// <summary>The state with a change as it is now.</summary>
    public PebbleState With(PebbleChange change) => this with { Changes = Changes.SetItem(Changes.FindIndex(known => string.Equals(known.Id, change.Id, StringComparison.Ordinal)), change) };

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal static ImmutableSortedDictionary<string, T> Map<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>A service that is active.</summary>
/// <param name="Configuration">Its configuration when it was started, as text.</param>
/// <param name="Since">When that was.</param>
internal sealed record ActiveService(string Configuration, long Since);

/// <summary>A check of the plan.</summary>
/// <param name="Configuration">Its configuration, as text.</param>
/// <param name="Change">The change that carries it out; empty if it is stopped.</param>
/// <param name="Failures">How often in a row it has failed.</param>
/// <param name="Threshold">How often that must be for it to be down.</param>
internal sealed record PebbleCheck(string Configuration, string Change, int Failures, int Threshold)
{
    public string Status => Change.Length == 0 ? "inactive" : Failures >= Threshold ? "down" : "up";
}

/// <summary>Something that was to be changed.</summary>
internal sealed record PebbleChange(string Id, string Kind, string Summary, string Status, long Spawned)
{
    public const string Done = "Done";
    public const string Doing = "Doing";
    public const string Failed = "Error";
    public const string Held = "Hold";

    public ImmutableArray<PebbleTask> Tasks { get; init; } = [];

    /// <summary>The services that it is about.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>The check that it is about.</summary>
    public string? Check { get; init; }

    /// <summary>What went wrong; empty if nothing did.</summary>
    public string Error { get; init; } = "";

    /// <summary>What a command ended with.</summary>
    public int? ExitCode { get; init; }

    public bool IsReady => !string.Equals(Status, Doing, StringComparison.Ordinal);
}

/// <summary>A part of a change.</summary>
internal sealed record PebbleTask(string Id, string Kind, string Summary);

/// <summary>Something that Pebble has noticed.</summary>
internal sealed record PebbleNotice(string Id, string Type, string Key, long First)
{
    public long Last { get; init; } = First;

    public long Repeated { get; init; } = First;

    public int Occurrences { get; init; } = 1;

    public ImmutableSortedDictionary<string, string> Data { get; init; } = PebbleState.Map<string>();

    /// <summary>Seconds that must pass before it is repeated.</summary>
    public double RepeatAfter { get; init; }

    /// <summary>Is it the user's own (root's), rather than everybody's?</summary>
    public bool IsOwn { get; init; }
}

/// <summary>Somebody who may speak to Pebble.</summary>
internal sealed record PebbleIdentity(string Access, long? UserId, bool HasPassword, bool HasCertificate);

/// <summary>What a command has printed.</summary>
internal sealed record CommandOutput(ReadOnlyMemory<byte> Stdout, ReadOnlyMemory<byte> Stderr, bool IsSplit);

/// <summary>What the charm is to be told of a container.</summary>
/// <param name="Kind">The hook.</param>
internal sealed record PebbleEvent(HookKind Kind)
{
    public string? NoticeId { get; init; }

    public string? NoticeType { get; init; }

    public string? NoticeKey { get; init; }

    public string? Check { get; init; }
}
