namespace S3Contract.Harness.Juju.Hooks;

/// <summary>The entries of commands that say nothing but their name, made once.</summary>
internal static class BareCommands
{
    public static OtherCommand ConfigGet { get; } = new("config-get");

    public static OtherCommand StatusGet { get; } = new("status-get");

    public static OtherCommand StateGet { get; } = new("state-get");

    public static OtherCommand ActionGet { get; } = new("action-get");
}
