using System.Text;
using S3Contract.Harness.Files;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Harness.Campaigns;

/// <summary>A folder with the scripts of failures. What is in it runs before all else, so that a failure once found is found again at once.</summary>
internal static class SavedFailures
{
    private const long Largest = 1024 * 1024;

    /// <summary>The scripts in a folder, in the order of their names; those that cannot be read or parsed are told of instead.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <param name="notices">What is wrong with files that are left out is added here.</param>
    public static IReadOnlyList<Script> Load(string folder, List<string> notices)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        List<Script> scripts = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.s3c").Order(StringComparer.Ordinal))
        {
            try
            {
                ScriptParse parse = ScriptParser.Parse(PlainFile.Text(file, Largest), Path.GetFileName(file));
                if (parse.IsValid)
                {
                    scripts.Add(parse.Script);
                }
                else
                {
                    notices.Add($"{file} is left out: {parse.Errors[0]}");
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                notices.Add($"{file} is left out: {problem.Message}");
            }
        }

        return scripts;
    }

    /// <summary>Writes a script under its name, whole or not at all, and says where.</summary>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    public static string Save(string folder, Script script)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, script.Name + ".s3c");
        string partial = file + ".partial";
        File.WriteAllText(partial, ScriptPrinter.Print(script), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(partial, file, overwrite: true);
        return file;
    }
}
