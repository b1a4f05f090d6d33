namespace S3Contract.Reference.Observations;

/// <summary>A step and the model that it found.</summary>
/// <param name="Step">The step.</param>
/// <param name="Before">The model before it.</param>
public readonly record struct Moment(Step Step, ObservedModel Before)
{
    /// <summary>The moments of a run.</summary>
    public static IReadOnlyList<Moment> Of(IReadOnlyList<Step> steps)
    {
        var moments = new Moment[steps.Count];
        ObservedModel model = ObservedModel.Empty;
        for (int i = 0; i < moments.Length; i++)
        {
            moments[i] = new Moment(steps[i], model);
            model = model.After(steps[i]);
        }

        return moments;
    }
}
