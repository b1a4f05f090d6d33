using System.Globalization;
using System.Text;
using S3Contract.Bench.Comparing;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;

namespace S3Contract.Bench.Growing;

/// <summary>Scripts as texts: read, printed, checked.</summary>
internal static class Texts
{
    /// <summary>How long a script of so many lines takes.</summary>
    public static double Seconds(int lines)
    {
        string text = Text(lines);
        return 1 / Rounds.Rate(lines < 1000 ? 0.05 : 0, () =>
        {
            Script script = ScriptParser.Parse(text, "growth.s3c").Script;
            return ScriptPrinter.Print(script).Length + ScriptLint.Check(script).Count > 0 ? 1 : 0;
        });
    }

    private static string Text(int lines)
    {
        StringBuilder text = new("# A long script.\n# covers: live.latest-credentials\n\ndeploy provider --units 2\ndeploy requirer --units 2\nintegrate provider requirer\n");
        for (int i = 6; i < lines; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Line(i)}\n");
        }

        return text.ToString();
    }

    private static string Line(int number) => (number % 5) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"issue provider access-key=AKIA{number:00000} secret-key='wJalrXUtnFEMI {number:00000}' # the next pair"),
        1 => "settle order=2,0,1",
        2 => string.Create(CultureInfo.InvariantCulture, $"expect requirer/* credentials-changed access-key=AKIA{number:00000}"),
        3 => "! expect provider/1 write",
        _ => "",
    };
}
