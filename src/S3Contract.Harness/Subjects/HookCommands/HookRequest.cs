namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>One hook command that a charm ran: which, where, with what.</summary>
/// <param name="Number">The number of the request.</param>
/// <param name="ContextId">The context that the caller claims to belong to.</param>
/// <param name="Folder">The caller's current folder.</param>
/// <param name="Command">The command.</param>
/// <param name="Arguments">Its arguments.</param>
internal readonly record struct HookRequest(int Number, string ContextId, string Folder, string Command, string[] Arguments);

/// <summary>What a hook command answers.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it prints on standard output.</param>
/// <param name="Error">What it prints on standard error.</param>
internal readonly record struct HookAnswer(int ExitCode, string Output = "", string Error = "")
{
    /// <summary>Done, nothing to print.</summary>
    public static HookAnswer Nothing { get; } = new(0);
}
