using S3Contract.Harness.Files;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>Finds out whether a hook in a network of its own was refused a connection: under Juju its workload would have listened there. The kernel
/// counts them (<c>AttemptFails</c> of <c>/proc/net/snmp</c>).</summary>
internal static class RefusedConnections
{
    private const string Script =
        """
        refused() { while read -r name _ _ _ _ _ _ count _; do [ "$name" != Tcp: ] || echo "$count"; done </proc/net/snmp; }
        note=$1
        shift
        before=$(refused)
        "$@"
        code=$?
        [ "$(refused)" = "$before" ] || : >"$note"
        exit $code
        """;

    /// <summary>The words of a command that runs a program and leaves a note if a connection was refused.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">The folder for the note.</param>
    public static string[] Watched(string program, string folder) => ["/bin/sh", "-c", Script, "sh", Note(folder), program];

    /// <summary>Is there a note?</summary>
    public static bool Seen(string folder) => FileNode.At(Note(folder), follow: false) is not null;

    private static string Note(string folder) => Path.Combine(folder, "refused");
}
