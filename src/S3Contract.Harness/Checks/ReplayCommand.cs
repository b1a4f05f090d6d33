using System.Globalization;
using System.Text;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Files;
using S3Contract.Reference.Clauses;

namespace S3Contract.Harness.Checks;

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

        bool course = (options.Scripts is null && options.OwnScripts.Count == 0) || IsOfCourse(run.Trace.Header.Script, file);
        return Run(course ? "course:" + run.Trace.Header.Script : file, part, charm);
    }

    /// <summary><c>run FILE --provider ./my-charm</c> for a file that was written; null if the charm cannot be named on a command line.</summary>
    public static string? Run(string file, CheckPart part) => part.Options.CalledAs is { } charm ? Run(file, part, charm) : null;

    /// <summary><c>check ./my-charm --seed S --cases 1</c>: draws and shrinks a case again; null if the charm cannot be named on a command
    /// line.</summary>
    public static string? Draw(ulong seed, CheckPart part)
    {
        if (part.Options.CalledAs is not { } charm)
        {
            return null;
        }

        var command = new StringBuilder($"check {ShellWord.Of(charm)} --role {part.RoleName}");
        Append(command, part);
        return command.Append(CultureInfo.InvariantCulture, $" --level {LevelName.Of(part.Options.Level)} --seed {seed} --cases 1").ToString();
    }

    private static string Run(string script, CheckPart part, string charm)
    {
        var command = new StringBuilder($"run {ShellWord.Of(script)} --{part.RoleName} {ShellWord.Of(charm)}");
        Append(command, part);
        if (part.Options.Seed != 0)
        {
            command.Append(CultureInfo.InvariantCulture, $" --seed {part.Options.Seed}");
        }

        return command.ToString();
    }

    private static void Append(StringBuilder command, CheckPart part)
    {
        CheckOptions options = part.Options;
        EndpointRole role = part.Role == Roles.Provider ? EndpointRole.Provider : EndpointRole.Requirer;
        if (options.Endpoint is not null || options.Charm.Metadata.S3Endpoints(role).Skip(1).Any())
        {
            command.Append(" --endpoint ").Append(ShellWord.Of(part.Endpoint));
        }

        if (options.ProfileName is { } profile)
        {
            command.Append(" --profile ").Append(ShellWord.Of(profile));
        }

        if (part.Speaks == ContractVersion.V1 && options.Profile.Interface != ContractVersion.V1)
        {
            command.Append(" --interface v1");
        }

        if (options.S3)
        {
            command.Append(" --s3");
        }

        if (options.Profile.JujuVersion is { } version)
        {
            command.Append(" --juju-version ").Append(version.Name);
        }
    }

    /// <summary>Is it a script of the course?</summary>
    public static bool IsOfCourse(string name, string file) => BuiltInScripts.EveryCase.Any(
        one => string.Equals(one.Name, name, StringComparison.Ordinal) && string.Equals(one.Script.File, file, StringComparison.Ordinal));
}
