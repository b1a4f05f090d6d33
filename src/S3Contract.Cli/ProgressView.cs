using S3Contract.Harness.Conformance;
using Spectre.Console;

namespace S3Contract.Cli;

/// <summary>Shows how far a check is, where somebody watches.</summary>
internal static class ProgressView
{
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
                return work(progress =>
                {
                    // A bar of no length cannot be drawn, nor a task without a name.
                    task.MaxValue = Math.Max(1, progress.Total);
                    task.Value = progress.Done;
                    task.Description = string.IsNullOrWhiteSpace(progress.Script) ? "judging" : Markup.Escape(Plain.Line(progress.Script));
                });
            });
    }
}
