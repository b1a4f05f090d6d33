using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;

namespace S3Contract.Tests.Property;

/// <summary>A property that FsCheck draws values for: the same values in every run, so that a change fails by its own fault only, or others
/// where the environment variable <c>S3CONTRACT_REPLAY</c> names another seed or is <c>random</c>. A failure ends with the one-line command
/// that draws the same values again.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed partial class LawAttribute : FsCheck.NUnit.PropertyAttribute, ITestAction
{
    private const string Variable = "S3CONTRACT_REPLAY";
    private const string Fixed = "(1,3)";

    public LawAttribute()
    {
        string? seed = Environment.GetEnvironmentVariable(Variable);
        Replay = string.Equals(seed, "random", StringComparison.Ordinal) ? null : string.IsNullOrEmpty(seed) ? Fixed : seed;
    }

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test)
    {
        if (CommandFor(test.FullName, TestContext.CurrentContext.Result.Message) is { } command)
        {
            TestContext.Out.WriteLine("Draw the same values again: " + command);
        }
    }

    /// <summary>The command that repeats a failed property; null if the message names no seed.</summary>
    internal static string? CommandFor(string test, string? message) =>
        message is not null && Seed().Match(message) is { Success: true } found
            ? $"{Variable}='{found.Groups["seed"].Value}' dotnet test tests/Property --filter FullyQualifiedName={test}"
            : null;

    // FsCheck names the seed of the whole run first, and then that of the step that failed, which is the shorter way.
    [GeneratedRegex(@"Replay directly at failing step with (?<seed>\(\d+,\d+,\d+\))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seed();
}
