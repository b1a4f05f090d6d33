namespace S3Contract.Charms;

/// <summary>The <c>Main</c> of a charm: <c>return CharmMain.Run(context =&gt; new MyCharm(context));</c></summary>
public static class CharmMain
{
    /// <summary>Runs a charm for the hook or action that Juju's environment names, with Juju's hook commands. Hooks of kinds that this
    /// library does not know are passed over. Every custom event is logged, at the level DEBUG, as
    /// <c>s3contract:event credentials-changed relation=s3-credentials:7</c>.</summary>
    /// <param name="create">Makes the charm.</param>
    /// <returns>The exit code: 0, or 1 if an exception left the charm; Juju then takes the hook for failed.</returns>
    public static int Run<TCharm>(Func<CharmContext, TCharm> create)
        where TCharm : CharmBase => Run(create, new JujuHookCommands(), Environment.GetEnvironmentVariable);

    internal static int Run<TCharm>(Func<CharmContext, TCharm> create, IHookCommands juju, Func<string, string?> variable)
        where TCharm : CharmBase
    {
        try
        {
            UnitName unit = HookEnvironment.Unit(variable);
            if (HookEnvironment.Hook(variable) is { } hook)
            {
                create(new CharmContext(unit, hook, juju)
                {
                    Clock = TimeProvider.System,
                    EventEmitted = seen => juju.JujuLog(
                        LogLevel.Debug, $"s3contract:event {seen.Name} relation={seen.Relation.At(seen.Endpoint)}"),
                }).Dispatch();
            }

            return 0;
        }
        catch (Exception exception)
        {
            Report(juju, exception);
            return 1;
        }
    }

    private static void Report(IHookCommands juju, Exception exception)
    {
        // The trace says where it happened. The message is left out unless it is one of this library's, which hold no values: any other
        // may quote a secret.
        string message = exception.GetType().Assembly == typeof(CharmMain).Assembly ? $": {exception.Message}" : "";
        string text = $"unhandled {exception.GetType().FullName}{message}\n{exception.StackTrace}";
        try
        {
            juju.JujuLog(LogLevel.Error, text);
        }
        catch (HookCommandException)
        {
            // Without Juju's log there is still the standard error, which Juju's agent logs as well.
            Console.Error.WriteLine(text);
        }
    }
}
