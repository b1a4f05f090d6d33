using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Scripts.Words;
using S3Contract.Harness.Traces;

namespace S3Contract.Harness.Reports.Failures;

/// <summary>The secrets of a run: those that came up in it, and those that its script names and that may never have come up.</summary>
internal static class RunSecrets
{
    /// <summary>Their masks.</summary>
    public static Redaction Of(ScriptRun run)
    {
        var secrets = Redaction.Of(run.Trace);
        foreach (ScriptCommand command in run.Script.Commands)
        {
            Learn(secrets, command);
        }

        foreach (ExpectCommand instead in run.Expectations.SelectMany(result => result.Instead))
        {
            Learn(secrets, instead);
        }

        return secrets;
    }

    private static void Learn(Redaction secrets, ScriptCommand command)
    {
        foreach (Word word in command.ToWords())
        {
            if (word is { Name: { } name, IsTemplate: false })
            {
                string key = WordCursor.Text(name);
                secrets.Learn(command is AddSecretCommand or UpdateSecretCommand ? SecretName.InSecret(key) : key, WordCursor.Text(word.Value));
            }
        }
    }
}
