using S3Contract.Harness.Traces;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Property.Traces;

/// <summary>What is written of a trace is read again as it was, and masking keeps what a judge looks at.</summary>
public sealed class TraceRoundTrip
{
    [Law(Arbitrary = [typeof(TraceArbitrary)], MaxTest = 500)]
    public void A_trace_read_back_is_written_alike(Trace trace)
    {
        string file = TraceJson.Write(trace);

        Trace read = TraceJson.Read(file, "trace").Single();

        Assert.That(read.Header, Is.EqualTo(trace.Header));
        Assert.That(TraceJson.Write(read), Is.EqualTo(file));
        Assert.That(read.Steps, Is.EqualTo(trace.Steps).Using<Step, Step>(SameStep));
    }

    [Law(Arbitrary = [typeof(TraceArbitrary)], MaxTest = 500)]
    public void A_masked_trace_masked_again_is_itself(Trace trace)
    {
        string once = TraceJson.Write(Redaction.Masked(trace));

        Assert.That(TraceJson.Write(Redaction.Masked(TraceJson.Read(once, "trace").Single())), Is.EqualTo(once));
    }

    [Law(Arbitrary = [typeof(TraceArbitrary)], MaxTest = 500)]
    public void No_long_secret_stays_in_a_masked_trace(Trace trace)
    {
        var secrets = new List<string>();
        foreach (Step step in trace.Steps)
        {
            NamedValues.Visit(step, (name, value) =>
            {
                if (SecretName.Is(name) && value.Length >= 8 && !value.StartsWith('‹'))
                {
                    secrets.Add(value);
                }
            });
        }

        string file = TraceJson.Write(Redaction.Masked(trace));

        foreach (string secret in secrets)
        {
            Assert.That(file, Does.Not.Contain(secret));
        }
    }

    [Law(Arbitrary = [typeof(TraceArbitrary)], MaxTest = 500)]
    public void Masking_keeps_which_values_are_equal_and_which_are_empty(Trace trace)
    {
        List<string> before = Secrets(trace);
        List<string> after = Secrets(Redaction.Masked(trace));

        Assert.That(after, Has.Count.EqualTo(before.Count));
        for (int i = 0; i < before.Count; i++)
        {
            Assert.That(after[i].Length == 0, Is.EqualTo(before[i].Length == 0));
            for (int j = 0; j < i; j++)
            {
                Assert.That(
                    string.Equals(after[i], after[j], StringComparison.Ordinal),
                    Is.EqualTo(string.Equals(before[i], before[j], StringComparison.Ordinal)));
            }
        }
    }

    private static List<string> Secrets(Trace trace)
    {
        var secrets = new List<string>();
        foreach (Step step in trace.Steps)
        {
            NamedValues.Visit(step, (name, value) =>
            {
                if (SecretName.Is(name))
                {
                    secrets.Add(value);
                }
            });
        }

        return secrets;
    }

    // Records compare their lists by reference; what a step says is compared through its text.
    private static bool SameStep(Step a, Step b) =>
        string.Equals(Text(a), Text(b), StringComparison.Ordinal) && a.GetType() == b.GetType();

    private static string Text(Step step) => TraceJson.Write(
        new Trace(new TraceHeader("", new TracePlayer("", "", false), new TracePlayer("", "", false)), [step with { Index = 0 }]));
}
