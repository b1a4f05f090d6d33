using System.Diagnostics;
using S3Contract.Harness.Checks;
using Spectre.Console;

namespace S3Contract.Cli.Terminal;

/// <summary>Shows how far a check is, where somebody watches.</summary>
internal static class ProgressView
{
    /// <summary>How far it is: <c>32 of 73, about 2 minutes to go: rotation/reaches-every-unit</c>. Of scripts before random cases nobody knows how long
    /// these take.</summary>
    /// <param name="progress">How far it is.</param>
    /// <param name="sofar">How long what was done of this kind took.</param>
    public static string InWords(CheckProgress progress, TimeSpan sofar)
    {
        (int done, int total) = progress.OfKind;
        bool isLast = total - done >= progress.Total - progress.Done && progress.CasesFor is null;
        string left = Estimate.Of(done, total, sofar) is { } time ? $", {time} {(isLast ? "to go" : "of scripts to go")}" : "";
        return string.IsNullOrWhiteSpace(progress.Script) ? "judging"
            : FormattableString.Invariant($"{Math.Min(progress.Done + 1, progress.Total)} of {progress.Total}{left}: {Plain.Line(progress.Script)}");
    }

    /// <summary>Does the work, and shows on a terminal which script runs and how many are left.</summary>
    public static T While<T>(Surroundings around, Func<Action<CheckProgress>?, T> work)
    {
        if (Screen.ForProgress(around) is not { } console)
        {
            return work(null);
        }

        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask("reading the charm");
                long begin = 0;
                int kind = -1;
                return work(progress =>
                {
                    // From the first of its kind on: to read a charm is not what scripts take, nor are scripts what cases take.
                    if (Interlocked.Exchange(ref kind, progress.OfKind.Total) != progress.OfKind.Total)
                    {
                        Interlocked.Exchange(ref begin, Stopwatch.GetTimestamp());
                    }

                    // A bar of no length cannot be drawn, nor a task without a name.
                    task.MaxValue = Math.Max(1, progress.Total);
                    task.Value = progress.Done;
                    task.Description = Markup.Escape(InWords(progress, Stopwatch.GetElapsedTime(Interlocked.Read(ref begin))));
                });
            });
    }
}
