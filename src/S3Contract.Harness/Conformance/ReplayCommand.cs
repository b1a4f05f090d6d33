using System.Globalization;
using System.Text;
using S3Contract.Harness.Scripts;
using S3Contract.Harness.Subjects;
using S3Contract.Reference;

namespace S3Contract.Harness.Conformance;

/// <summary>The arguments of the command line that run one script of a check again.</summary>
internal static class ReplayCommand
{
    /// <summary><c>run course:rotation/pair --provider ./my-charm</c>; null if the charm cannot be named on a command line.</summary>
    public static string? For(JudgedRun run, CheckPart part)
    {
        CheckOptions options = part.Options;
        if (options.CalledAs is not { } charm || run.Script?.File is not { } file)
        {
            return null;
        }

        string script = options.Scripts is null || IsOfCourse(run.Trace.Header.Script, file) ? "course:" + run.Trace.Header.Script : file;
        var command = new StringBuilder($"run {Quoted(script)} --{part.RoleName} {Quoted(charm)}");
        EndpointRole role = part.Role == Roles.Provider ? EndpointRole.Provider : EndpointRole.Requirer;
        if (options.Endpoint is not null || options.Charm.Metadata.S3Endpoints(role).Skip(1).Any())
        {
            command.Append(" --endpoint ").Append(Quoted(part.Endpoint));
        }

        if (options.ProfileName is { } profile)
        {
            command.Append(" --profile ").Append(Quoted(profile));
        }

        if (options.Seed != 0)
        {
            command.Append(CultureInfo.InvariantCulture, $" --seed {options.Seed}");
        }

        return command.ToString();
    }

    private static bool IsOfCourse(string name, string file) => BuiltInScripts.Cases.Any(
        one => string.Equals(one.Name, name, StringComparison.Ordinal) && string.Equals(one.Script.File, file, StringComparison.Ordinal));

    // As a POSIX shell reads it.
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:,=+@#%".Contains(c, StringComparison.Ordinal)) && word[0] != '#'
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
