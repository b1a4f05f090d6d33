namespace S3Contract.Harness.Juju.Model;

/// <summary>The hooks that need no more words than their kind, made once.</summary>
internal static class PlainHooks
{
    private static readonly Hook[] s_made = Make();

    public static Hook Of(HookKind kind) => s_made[(int)kind];

    private static Hook[] Make()
    {
        var hooks = new Hook[(int)HookKind.Remove + 1];
        for (int i = 0; i < hooks.Length; i++)
        {
            hooks[i] = new Hook((HookKind)i);
        }

        return hooks;
    }
}
