namespace S3Contract.Harness.Traces;

/// <summary>Masks steps, place by place: what stands under a name by that name's rule, the rest as text.</summary>
internal sealed class StepMask(Redaction secrets) : TextPass
{
    /// <summary>The step with the secrets masked.</summary>
    public Step Apply(Step step) => step is HookStep hook ? AcrossLines(hook, hook.Through(this)) : step.Through(this);

    public override IReadOnlyList<KeyValuePair<string, string>> Fields(IReadOnlyList<KeyValuePair<string, string>> fields) => secrets.Mask(fields);

    public override Databag Fields(Databag fields) => secrets.Mask(fields);

    public override IReadOnlyList<KeyValuePair<string, string>> Secret(IReadOnlyList<KeyValuePair<string, string>> content) =>
        [.. content.Select(item => KeyValuePair.Create(item.Key, secrets.Mask(SecretName.InSecret(item.Key), item.Value)))];

    public override string Text(string text) => secrets.Mask(text);

    public override string CommandLine(string line) => secrets.MaskLine(line);

    private HookStep AcrossLines(HookStep hook, HookStep masked)
    {
        HookEntry[]? entries = null;
        int previous = -1;
        for (int i = 0; i < hook.Entries.Count; i++)
        {
            if (hook.Entries[i] is not Logged logged)
            {
                continue;
            }

            if (previous >= 0 && secrets.MaskAcross(((Logged)(entries ?? masked.Entries)[previous]).Text, logged.Text) is var (first, second))
            {
                entries ??= [.. masked.Entries];
                entries[previous] = ((Logged)entries[previous]) with { Text = first };
                entries[i] = logged with { Text = second };
            }

            previous = i;
        }

        return entries is null ? masked : masked with { Entries = entries };
    }
}
