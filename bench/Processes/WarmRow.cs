using System.Globalization;
using System.Runtime.Versioning;
using S3Contract.Bench.Comparing;
using S3Contract.Harness.Subjects.Profile;

namespace S3Contract.Bench.Processes;

/// <summary>Hooks of a charm in Python that ask Juju nothing, forked from one Python, beside the same as processes, and a bare fork loop.</summary>
[SupportedOSPlatform("linux")]
internal static class WarmRow
{
    private const string Name = "warm-vs-cold";

    /// <summary>Measures.</summary>
    public static Row Measure(Scale scale)
    {
        if (Python.Path is null)
        {
            return Row.Of(Name, null, null, "hooks/s", "python3 is not installed.");
        }

        string folder = PeerScripts.Path("quiet-charm");
        using PlainUnit warm = new(folder, Transport.Warm);
        using PlainUnit cold = new(folder, Transport.Cold);
        string[] fork = [Path.Combine(folder, "dispatch"), (scale.Hooks * 5).ToString(CultureInfo.InvariantCulture)];
        string[] said = [];
        double[] rates = new Rounds(scale.Turns).Medians(
            () => scale.Hooks * 5 / Scratch.Seconds(() => warm.UpdateStatus(scale.Hooks * 5)),
            () => scale.Hooks / Scratch.Seconds(() => cold.UpdateStatus(scale.Hooks)),
            () =>
            {
                said = Python.Words(PeerScripts.Path("fork_loop.py"), fork);
                return double.Parse(said[1], CultureInfo.InvariantCulture) / double.Parse(said[0], CultureInfo.InvariantCulture);
            });
        string imports = said[2] is "ops" ? "imports ops" : "imports what ops imports of Python's own (ops is not installed)";
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"A Python charm that {imports} and does nothing: ours warm beside ours cold. A bare fork loop of the same program makes {rates[2]:0} hooks/s: ours is at {rates[0] / rates[2]:P0} of that floor.");
        return Row.Of(Name, rates[0], rates[1], "hooks/s", warm.Starts is { } starts && starts.Contains("warm", StringComparison.Ordinal) ? note : $"{note} But: {warm.Starts ?? "no hook was forked"}.");
    }
}
