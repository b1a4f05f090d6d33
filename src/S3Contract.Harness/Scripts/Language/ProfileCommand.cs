namespace S3Contract.Harness.Scripts.Language;

/// <summary>A line of a profile as a command.</summary>
/// <param name="Command">The command.</param>
/// <param name="Fields">The fields that the line hands over, in the form that a databag shows them in.</param>
/// <param name="Converted">Those of them that it hands over in another form than a databag's; null if there is none.</param>
internal sealed record ProfileCommand(
    ScriptCommand Command, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<string>? Converted);
