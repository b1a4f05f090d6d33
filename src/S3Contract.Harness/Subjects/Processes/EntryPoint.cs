using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>What is run for a hook.</summary>
internal static class EntryPoint
{
    /// <summary>The program for a hook, found as Juju does: <c>dispatch</c>, else <c>hooks/NAME</c> or <c>actions/NAME</c>. Null: the charm has no
    /// code for the hook.</summary>
    public static string? Find(string folder, Hook hook)
    {
        string dispatch = Path.Combine(folder, "dispatch");
        if (Programs.IsExecutable(dispatch))
            return dispatch;

        string own = Path.Combine(folder, hook.Kind == HookKind.Action ? "actions" : "hooks", hook.Name);
        return Programs.IsExecutable(own) ? own : null;
    }

    /// <summary>What keeps the charm from being run at all, for people; null if nothing does.</summary>
    public static string? Obstacle(string folder, string shown, string searchPath)
    {
        string dispatch = Path.Combine(folder, "dispatch");
        if (FileNode.At(dispatch, follow: true) is not null)
            return Programs.Obstacle(dispatch, Path.Combine(shown, "dispatch"), searchPath);

        bool any = false;
        foreach (string kind in new[] { "hooks", "actions" })
        {
            string scripts = Path.Combine(folder, kind);
            if (!Directory.Exists(scripts))
                continue;

            foreach (string script in Directory.EnumerateFiles(scripts).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(script);
                if (name.StartsWith('.') || name.Contains('.', StringComparison.Ordinal) || FileNode.At(script, follow: true) is not { Kind: FileNodeKind.File })
                    continue;
                any = true;
                if (Programs.Obstacle(script, Path.Combine(shown, kind, name), searchPath) is { } obstacle)
                    return obstacle;
            }
        }

        return any
            ? null
            : $"{shown}: the charm has no code: expected an executable \"dispatch\", scripts in \"hooks/\", or \"src/charm.py\"";
    }
}
