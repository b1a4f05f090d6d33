using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Cli.Views;

/// <summary>Shows scripts of the course: one as it is, several by what each is about.</summary>
/// <param name="screen">Where to show them.</param>
/// <param name="program">How this program was called.</param>
internal sealed class ScriptsView(Screen screen, string program)
{
    public void Show(IReadOnlyList<Script> scripts)
    {
        string folder = scripts[0].Name.Split('/')[0];
        if (scripts is [var one])
        {
            foreach (string line in ScriptPrinter.Print(one).TrimEnd('\n').Split('\n'))
            {
                screen.Line(Plain.Line(line, trim: false));
            }

            Next("to run it, hook by hook", $"run course:{one.Name} --verbose");
            return;
        }

        screen.Reference([(folder, "bold"), ($"  a folder of {scripts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)} scripts of the course", "grey")]);
        foreach (Script script in scripts)
        {
            screen.Reference([("  " + script.Name, "bold")]);
            screen.Reference([("      " + Plain.Line(script.Header.Description.ReplaceLineEndings(" ")), "default")], indent: 6);
        }

        Next("to see one of them", $"explain {scripts[0].Name}");
        Next("to run them", $"run course:{folder}");
    }

    private void Next(string why, string command)
    {
        screen.Line();
        screen.Line(($"{why}:", "grey"));
        screen.Line($"  {program} {command}");
    }
}
