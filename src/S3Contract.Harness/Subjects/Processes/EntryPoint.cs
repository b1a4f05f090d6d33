using S3Contract.Charms;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>What is run for a hook: the program with its arguments, and what it needs in its environment beyond Juju's variables.</summary>
/// <param name="Program">The file.</param>
/// <param name="Arguments">Its arguments, the name of the program first.</param>
/// <param name="PythonPath">The value of PYTHONPATH; null for none.</param>
internal sealed record EntryPoint(string Program, IReadOnlyList<string> Arguments, string? PythonPath = null)
{
    /// <summary>
    /// Finds it as Juju does: <c>dispatch</c>, else <c>hooks/NAME</c> or <c>actions/NAME</c>; and for a Python source tree, which has no
    /// dispatch yet, <c>src/charm.py</c> as the dispatch script that charmcraft makes would run it. Null: the charm has no code for the hook.
    /// </summary>
    public static EntryPoint? Find(string folder, Hook hook, string searchPath)
    {
        string dispatch = Path.Combine(folder, "dispatch");
        if (Programs.IsExecutable(dispatch))
            return new EntryPoint(dispatch, [dispatch]);

        string own = Path.Combine(folder, hook.Kind == HookKind.Action ? "actions" : "hooks", hook.Name);
        if (Programs.IsExecutable(own))
            return new EntryPoint(own, [own]);

        return Python(folder, searchPath);
    }

    /// <summary>What keeps the charm from being run at all, for people; null if nothing does.</summary>
    public static string? Obstacle(string folder, string shown, string searchPath)
    {
        string dispatch = Path.Combine(folder, "dispatch");
        if (File.Exists(dispatch))
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
                if (name.StartsWith('.') || name.Contains('.', StringComparison.Ordinal))
                    continue;
                any = true;
                if (Programs.Obstacle(script, Path.Combine(shown, kind, name), searchPath) is { } obstacle)
                    return obstacle;
            }
        }

        string charm = Path.Combine(folder, "src", "charm.py");
        if (File.Exists(charm))
        {
            return Python(folder, searchPath) is null
                ? $"{Path.Combine(shown, "src/charm.py")}: there is no python3 on the search path ({searchPath})"
                : null;
        }

        return any
            ? null
            : $"{shown}: the charm has no code: expected an executable \"dispatch\", scripts in \"hooks/\", or \"src/charm.py\"";
    }

    private static EntryPoint? Python(string folder, string searchPath)
    {
        string charm = Path.Combine(folder, "src", "charm.py");
        if (!File.Exists(charm))
            return null;

        List<string> path = ["lib", "src"];
        string? interpreter = null;
        foreach (string name in new[] { "venv", ".venv" })
        {
            string root = Path.Combine(folder, name);
            if (!Directory.Exists(root))
                continue;

            path.Add(name);
            string library = Path.Combine(root, "lib");
            if (Directory.Exists(library))
            {
                foreach (string version in Directory.EnumerateDirectories(library, "python3*").Order(StringComparer.Ordinal))
                    path.Add(Path.Combine(name, "lib", Path.GetFileName(version), "site-packages"));
            }

            string own = Path.Combine(root, "bin", "python3");
            interpreter ??= Programs.IsExecutable(own) ? own : null;
        }

        interpreter ??= Programs.Find("python3", searchPath);
        return interpreter is null ? null : new EntryPoint(interpreter, [interpreter, "src/charm.py"], string.Join(':', path));
    }
}
