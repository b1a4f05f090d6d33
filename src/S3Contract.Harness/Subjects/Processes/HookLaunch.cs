namespace S3Contract.Harness.Subjects.Processes;

/// <summary>A hook that is to begin.</summary>
/// <param name="Program">The charm's program for it.</param>
/// <param name="Folder">The folder of the unit, where it starts.</param>
/// <param name="Environment">Its whole environment, each as <c>name=value</c>.</param>
/// <param name="Channel">A folder private to the hook.</param>
/// <param name="Hook">The name of the hook.</param>
internal sealed record HookLaunch(string Program, string Folder, IReadOnlyList<string> Environment, string Channel, string Hook)
{
    /// <summary>Is it thrown away, however it ends?</summary>
    public bool IsThrownAway { get; init; }

    /// <summary>Is a variable of the environment the same in each hook of each unit?</summary>
    public static bool IsOfEveryHook(string variable) =>
        !variable.StartsWith("JUJU_", StringComparison.Ordinal) && !variable.StartsWith("CHARM_DIR=", StringComparison.Ordinal);

    /// <summary>The words of the command by which the program is run: itself, unless it is isolated.</summary>
    public string[] Words { get; init; } = [Program];

    /// <summary>What its unit sees, where it is isolated.</summary>
    public UnitView? View { get; init; }

    /// <summary>The mark that all its processes have, see <see cref="ProcessMark"/>; 0 for none.</summary>
    public ulong Mark { get; init; }
}

/// <summary>Starts the processes of hooks.</summary>
internal interface IHookStarter
{
    /// <summary>The charm's program for a hook; null if the charm has no code for it.</summary>
    /// <param name="folder">The folder of the unit.</param>
    /// <param name="hook">The hook.</param>
    string? Find(string folder, Hook hook) => EntryPoint.Find(folder, hook);

    /// <summary>Starts a process for a hook.</summary>
    /// <param name="start">The hook.</param>
    /// <param name="error">The system's error number if it could not be started, else 0.</param>
    /// <returns>Null if it could not be started.</returns>
    HookProcess? Start(HookLaunch start, out int error);

    /// <summary>A hook's process waits for the answer to a hook command.</summary>
    void Asked(HookProcess process, HookLaunch start);

    /// <summary>Can hooks be isolated that it starts?</summary>
    bool Isolates => true;

    /// <summary>The isolated unit that saw this is gone, or sees something else from now on.</summary>
    void Leave(UnitView view)
    {
    }
}

/// <summary>A process for each hook: what Juju does.</summary>
internal sealed class ColdStart : IHookStarter
{
    private ColdStart()
    {
    }

    /// <summary>There is nothing to it.</summary>
    public static ColdStart Only { get; } = new();

    public HookProcess? Start(HookLaunch start, out int error) =>
        ChildProcess.Start(start.Words[0], start.Words, start.Environment, start.Folder, out error, start.Mark);

    public void Asked(HookProcess process, HookLaunch start)
    {
    }
}
