using System.Text.RegularExpressions;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace S3Contract.Tests.Property;

/// <summary>A property that FsCheck draws values for: the same values in every run, so that a change fails by its own fault only, or others
/// where the environment variable <c>S3CONTRACT_REPLAY</c> names another seed or is <c>random</c>. A failure ends with the one-line command
/// that draws the same values again.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed partial class LawAttribute : FsCheck.NUnit.PropertyAttribute, IWrapTestMethod
{
    private const string Variable = "S3CONTRACT_REPLAY";
    private const string Fixed = "(1,3)";

    public LawAttribute() => Replay = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => Fixed,
        "random" => null,
        var seed => seed,
    };

    // What FsCheck's attribute wraps around the method reads the settings of the method's own attribute: this one.
    TestCommand ICommandWrapper.Wrap(TestCommand command) =>
        new Repeatable(((ICommandWrapper)new FsCheck.NUnit.PropertyAttribute()).Wrap(command));

    /// <summary>The command that repeats a failed property; null if the message names no seed.</summary>
    internal static string? CommandFor(string test, string? message) =>
        message is not null && Seed().Match(message) is { Success: true } found
            ? $"{Variable}='{found.Groups["seed"].Value}' dotnet test tests/Property --filter FullyQualifiedName={test}"
            : null;

    // FsCheck names the seed of the whole run first, and then that of the step that failed, which is the shorter way.
    [GeneratedRegex(@"Replay directly at failing step with (?<seed>\(\d+,\d+,\d+\))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seed();

    private sealed class Repeatable(TestCommand inner) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            TestResult result = innerCommand.Execute(context);
            if (result.ResultState.Status == TestStatus.Failed && CommandFor(Test.FullName, result.Message) is { } command)
            {
                result.SetResult(result.ResultState, $"{result.Message}\nDraw the same values again: {command}", result.StackTrace);
            }

            return result;
        }
    }
}
