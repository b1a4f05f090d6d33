using System.Globalization;
using System.Text;
using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.Printing;

namespace S3Contract.Harness.Subjects.HookCommands;

/// <summary>One call of a hook command: what it was given, and the hook it belongs to.</summary>
internal sealed class CommandCall(HookTransaction juju, HookRequest request, Func<int, byte[]>? input)
{
    public const string Format = "format";
    public const string Output = "o|output";
    public const string RelationFlag = "r|relation";
    public const string StorageFlag = "s";

    private string? _format;

    public HookTransaction Juju { get; } = juju;

    public string Command => request.Command;

    /// <summary>The folder in which all files lie that the charm may name; null if it may name any.</summary>
    public string? Within { get; init; }

    /// <summary>The content of a file that an argument names, as the command read it, by the argument's place; null if that is not at hand.</summary>
    public Func<int, int, byte[]?>? NamedFile { get; init; }

    /// <summary>The arguments, as they were given.</summary>
    public IReadOnlyList<string> Given => request.Arguments;

    /// <summary>What the charm said in its log by this call; null if nothing.</summary>
    public string? Said { get; set; }

    /// <summary>Reads the arguments.</summary>
    public CommandFlags Flags(string[] switches, string[] valued) => CommandFlags.Parse(Command, switches, valued, request.Arguments);

    /// <summary>Reads the arguments of a command that prints an answer.</summary>
    /// <param name="switches">The flags that are true or false.</param>
    /// <param name="valued">The flags that take a value, without those of all printing commands.</param>
    /// <param name="formats">The formats that it prints, the default first; null for all of them.</param>
    public CommandFlags PrintingFlags(string[] switches, string[] valued, string[]? formats = null)
    {
        CommandFlags flags = Flags(switches, [.. valued, Format, Output]);
        _format = flags.Value(Format) ?? (formats ?? OutputFormat.All)[0];
        OutputFormat.Check(Command, _format, formats ?? OutputFormat.All);
        return flags;
    }

    /// <summary>Nothing but a notice to whoever gives the flag <c>--format</c> to a command that once had it.</summary>
    public HookAnswer WithNotice(CommandFlags flags) =>
        new(0, "", flags.Value(Format) is { Length: > 0 } ? $"--format flag deprecated for command {GoText.Quote(Command)}" : "");

    /// <summary>Refuses arguments beyond those that the command takes.</summary>
    public void AtMost(CommandFlags flags, int count)
    {
        if (flags.Arguments.Count > count)
            throw Wrong($"unrecognized args: {GoText.Quote(flags.Arguments.Skip(count))}");
    }

    public CommandLineError Wrong(string reason) => new(Command, reason, 2);

    /// <summary>Prints an answer in the format asked for, to standard output or the file asked for.</summary>
    public HookAnswer Print(CommandFlags flags, object? answer)
    {
        string text = OutputFormat.Print(_format, answer);
        if (flags.Value("o") is not { Length: > 0 } file)
            return new HookAnswer(0, text);

        try
        {
            CharmNamedFile.Write(Within, Path.Combine(request.Folder, file), Encoding.UTF8.GetBytes(text));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineError(Command, $"open {file}: {failure.Message}");
        }

        return HookAnswer.Nothing;
    }

    /// <summary>The relation that <c>-r</c> names, else the hook's own.</summary>
    public RelationId Relation(CommandFlags flags)
    {
        if (flags.Value("r") is not { } text)
            return Juju.Hook.Relation ?? throw Wrong("no relation id specified");

        string number = text[(text.LastIndexOf(':') + 1)..];
        bool valid = int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int id);
        string? problem = !valid ? "invalid relation id" : Juju.KnowsRelation(new RelationId(id)) ? null : "relation not found";
        return problem is null ? new RelationId(id) : throw Wrong($"invalid value {GoText.Quote(text)} for option {flags.Spelling("r")}: {problem}");
    }

    /// <summary>The settings that <c>--file</c> names and those among the arguments, which win.</summary>
    public List<KeyValuePair<string, string>> Settings(CommandFlags flags)
    {
        List<KeyValuePair<string, string>> arguments = SettingsInput.Arguments(Command, flags.Arguments);
        if (flags.Value("file") is not { } file)
            return arguments;

        List<KeyValuePair<string, string>> settings = SettingsInput.File(Command, Content(file));
        HashSet<string> given = new(StringComparer.Ordinal);
        given.UnionWith(arguments.Select(argument => argument.Key));
        settings.RemoveAll(pair => given.Contains(pair.Key));
        settings.AddRange(arguments);
        return settings;
    }

    /// <summary>The content of a file that an argument names.</summary>
    /// <param name="file">The file.</param>
    /// <param name="place">The place of the argument.</param>
    /// <param name="exitCode">What the command ends with if there is none.</param>
    public byte[] Named(string file, int place, int exitCode) => NamedFile?.Invoke(request.Number, place) ?? Read(file, exitCode);

    private byte[] Content(string file) => file is "-" ? input?.Invoke(request.Number) ?? [] : Read(file, exitCode: 1);

    private byte[] Read(string file, int exitCode)
    {
        try
        {
            return CharmNamedFile.Read(Within, Path.Combine(request.Folder, file), SettingsInput.Largest);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandLineError(Command, $"open {file}: no such file or directory", exitCode);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineError(Command, $"open {file}: {failure.Message}", exitCode);
        }
    }
}
