using System.Globalization;

namespace S3Contract.Harness.Files;

/// <summary>Removes a folder with all that is in it, however deep, locked, or oddly named: each folder below is moved to the top and emptied there, so
/// neither a path nor the stack grows. No link is followed.</summary>
internal static class FolderRemoval
{
    // What is written while we remove may appear again; whoever does so without end is left to it.
    private const int Attempts = 8;

    public static void Remove(HeldFolder parent, string name)
    {
        for (int attempt = 0; attempt < Attempts && !parent.Unlink(name, FileCalls.RemoveFolder); attempt++)
        {
            parent.Unlock(name);
            using HeldFolder? top = parent.Folder(name);
            if (top is null)
                return;
            Empty(top);
        }
    }

    private static void Empty(HeldFolder top)
    {
        int moved = 0;
        Queue<string> folders = new();
        foreach (string name in top.Names())
        {
            if (!top.Unlink(name, 0))
                folders.Enqueue(name);
        }

        while (folders.TryDequeue(out string? name))
        {
            if (top.Unlink(name, FileCalls.RemoveFolder))
                continue;
            top.Unlock(name);
            using HeldFolder? folder = top.Folder(name);
            if (folder is null)
                continue;

            foreach (string below in folder.Names())
            {
                if (folder.Unlink(below, 0) || folder.Unlink(below, FileCalls.RemoveFolder))
                    continue;
                folder.Unlock(below);
                string above = (moved++).ToString(CultureInfo.InvariantCulture) + ".moved";
                while (top.Look(above) is not null)
                    above = (moved++).ToString(CultureInfo.InvariantCulture) + ".moved";
                if (folder.Rename(below, top, above))
                    folders.Enqueue(above);
            }

            top.Unlink(name, FileCalls.RemoveFolder);
        }
    }
}
