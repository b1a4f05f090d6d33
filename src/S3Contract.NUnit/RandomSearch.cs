using System.Globalization;
using System.Text;
using S3Contract.Harness.Campaigns;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Reports.Failures;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Reference.Clauses;

namespace S3Contract.NUnit;

/// <summary>A campaign that ran against one endpoint of a charm.</summary>
/// <param name="result">What it found.</param>
/// <param name="judge">What all its cases together say.</param>
internal sealed class RandomSearch(CampaignResult result, Judge judge)
{
    /// <summary>Runs a campaign.</summary>
    /// <param name="part">The endpoint.</param>
    /// <param name="cases">How many cases; null for what suits the host.</param>
    public static RandomSearch Run(CheckPart part, int? cases)
    {
        var judge = new Judge(ConformanceCheck.JudgeFor(part));
        CampaignOptions options = CheckSearch.Options(part) with { Cases = cases, Judge = judge, AtATime = ConformanceCheck.AtATime(part) };

        // The campaign runs on a thread of its own; a test that waits for it here holds no other up.
        return new RandomSearch(Campaign.RunAsync(options).GetAwaiter().GetResult(), judge);
    }

    /// <summary>What it says of a clause.</summary>
    /// <param name="id">The clause.</param>
    /// <param name="again">The command that runs the test again.</param>
    public ContractOutcome Of(string id, string again)
    {
        if (result.Failures.FirstOrDefault(failure => string.Equals(failure.Clause.Id, id, StringComparison.Ordinal)) is { } failure)
        {
            return new ContractOutcome(OutcomeKind.Failed, Text(failure, again));
        }

        ClauseVerdict verdict = judge.Verdicts().First(verdict => string.Equals(verdict.Clause.Id, id, StringComparison.Ordinal));
        string sentence = $"{verdict.Clause.Text}\n";
        string cases = string.Create(CultureInfo.InvariantCulture, $"in {result.Cases} cases from seed {result.Seed}");
        return verdict.Verdict switch
        {
            Verdict.Pass => new ContractOutcome(OutcomeKind.Passed, $"{verdict.Reason} {cases}"),
            Verdict.Waived => new ContractOutcome(OutcomeKind.Waived, $"waived: {verdict.Reason}\n{sentence}"),
            // Broken only in steps that broke another clause first, which has its own test and script.
            Verdict.Fail => new ContractOutcome(OutcomeKind.Failed, $"{sentence}  {verdict.Reason}\n  {cases}, always together with another clause, whose test has the script"),
            _ => new ContractOutcome(OutcomeKind.Inconclusive, $"{verdict.Reason} {cases}\n{sentence}"),
        };
    }

    // The script is shown as it is: all that is in it was made up by the campaign, and it is there to be copied.
    private string Text(CampaignFailure failure, string again)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{failure.Clause.Id} ({LevelName.Of(failure.Clause.Level)}): {failure.Clause.Text}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {failure.Violation.Message}\n");
        text.Append(CultureInfo.InvariantCulture, $"    at step {failure.Violation.StepIndex}, {ViolationText.Place(failure.Violation.Line)}; {Times(failure.Times)} {result.Cases} cases\n");
        text.Append(CultureInfo.InvariantCulture, $"  the shortest script found ({failure.Commands} commands, seed {failure.Seed}); kept in a folder of scripts it is a test:\n\n");
        foreach (string line in ScriptPrinter.Print(failure.Script).TrimEnd('\n').Split('\n'))
        {
            text.Append("    ").Append(line).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n  again: S3CONTRACT_SEED={failure.Seed} S3CONTRACT_CASES=1 {again}").ToString();
    }

    private static string Times(int times) => times == 1 ? "once in" : FormattableString.Invariant($"{times} times in");
}
