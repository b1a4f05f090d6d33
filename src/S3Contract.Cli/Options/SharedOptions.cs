using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using S3Contract.Cli.Views;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Cli.Options;

/// <summary>Options that several commands have, with the same words.</summary>
internal static class SharedOptions
{
    public static Option<ClauseLevel> Level() => new("--level")
    {
        Description = "Which clauses decide: core (the default), library or strict. All are judged.",
        HelpName = "LEVEL",
        CustomParser = result => One(result, [("core", ClauseLevel.Core), ("library", ClauseLevel.Library), ("strict", ClauseLevel.Strict)]),
    };

    public static Option<Roles?> Role() => new("--role")
    {
        Description = "Only this role of the charm: provider or requirer.",
        HelpName = "ROLE",
        CustomParser = result => One(result, [("provider", (Roles?)Roles.Provider), ("requirer", (Roles?)Roles.Requirer)]),
    };

    public static Option<ContractVersion> Interface() => new("--interface")
    {
        Description = "The version that the charm is held to: v0, v1, or auto (the default), which finds out.",
        HelpName = "VERSION",
        CustomParser = result => One(result, [("v0", ContractVersion.V0), ("v1", ContractVersion.V1), ("auto", ContractVersion.Any)]),
    };

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "The seed of everything random; 0 by default. The same seed gives the same bytes.",
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            if (ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
            {
                return seed;
            }

            result.AddError($"--seed {result.Tokens[0].Value}: expected a whole number from 0");
            return 0;
        },
    };

    public static Option<TimeSpan?> TimeLimit() => new("--time-limit")
    {
        Description = "The most time a hook may take; else what the profile says, else 300.",
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
                && seconds is > 0 and <= 86400)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            result.AddError($"--time-limit {result.Tokens[0].Value}: expected seconds, above 0 and at most 86400");
            return null;
        },
    };

    public static Option<bool> Isolate() => new("--isolate")
    {
        Description = "Run hooks without network, other processes and writable files (docs/security.md).",
    };

    public static Option<bool> S3() => new("--s3")
    {
        Description = "Serve an S3 on the loopback for charms that look at their bucket (docs/s3-server.md).",
    };

    public static Option<bool> Quick() => new("--quick")
    {
        Description = "One short script per clause instead of the course, and no random cases unless asked for.",
    };

    public static Option<bool> NoCourse() => new("--no-course") { Description = "Leave the course out: only your own scripts and random cases." };

    public static Option<JujuVersion?> Juju() => new("--juju-version")
    {
        Description = $"The Juju to simulate: {string.Join(", ", JujuVersion.All)}. Else the profile's, else 3.6.",
        HelpName = "VERSION",
        CustomParser = result => One(result, [.. JujuVersion.All.Select(version => (version.Name, (JujuVersion?)version))]),
    };

    public static Option<int?> Cases() => new("--cases")
    {
        Description = "How many random cases to draw after the course; 0 for none. Else 100 in process, 20 for a process.",
        HelpName = "NUMBER",
        CustomParser = result => Whole(result, "--cases", 0, 100_000_000),
    };

    public static Option<TimeSpan?> Time() => new("--time")
    {
        Description = "No random case begins after so long; without --cases, as many as there is time for.",
        HelpName = "SECONDS",
        CustomParser = result => Whole(result, "--time", 1, 10_000_000) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    public static Option<TimeSpan?> MaxTime() => new("--max-time")
    {
        Description = "The most time that the whole check may take; what was found until then is told.",
        HelpName = "SECONDS",
        CustomParser = result => Whole(result, "--max-time", 1, 10_000_000) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    public static Option<string?> Save() => new("--save")
    {
        Description = "Keep the scripts of failures in this folder; those in it already run first.",
        HelpName = "FOLDER",
    };

    public static Option<int?> Exhaustive() => new("--exhaustive")
    {
        Description = "Walk small worlds in every order, so deep. Only for charms in process.",
        HelpName = "DEPTH",
        CustomParser = result => Whole(result, "--exhaustive", 1, 1000),
    };

    public static Option<string[]> Let() => new("--let")
    {
        Description = "A value for a variable of the scripts; wins over defaults and examples. May be given several times.",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> Scripts() => new("--scripts")
    {
        Description = "A folder of your own scripts (*.s3c), run beside the course.",
        HelpName = "FOLDER",
    };

    public static Option<bool> Check() => new("--check") { Description = "Change nothing; exit code 1 if there is anything to change." };

    public static Option<FindingsFormat> Format() => new("--format")
    {
        Description = "How to tell of findings: text (the default), json or sarif for editors and CI (docs/cli.md).",
        HelpName = "text|json|sarif",
        CustomParser = result => One(result, [("text", FindingsFormat.Text), ("json", FindingsFormat.Json), ("sarif", FindingsFormat.Sarif)]),
    };

    public static Option<string[]> Only() => new("--only")
    {
        Description = "Only these families, clauses or scripts, and no random cases unless asked for.",
        HelpName = "NAME",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<bool> FailFast() => new("--fail-fast") { Description = "End after the first script that breaks a clause of the level." };

    public static Option<int?> Jobs() => new("--jobs")
    {
        Description = "How many scripts run at a time. What is found does not depend on it.",
        HelpName = "NUMBER",
        CustomParser = result => Whole(result, "--jobs", 1, 256),
    };

    public static Option<Transport> Transport() => new("--transport")
    {
        Description = "How hooks are started: auto (the default), cold, warm or worker (docs/process-charms.md).",
        HelpName = "HOW",
        CustomParser = result => One(result, [.. TransportName.All]),
    };

    public static Option<int?> MaxInconclusive() => new("--max-inconclusive")
    {
        Description = "Exit code 3 if more clauses of the level than this are inconclusive.",
        HelpName = "NUMBER",
        CustomParser = result => Whole(result, "--max-inconclusive", 0, 100_000),
    };

    public static Option<bool> All() => new("--all") { Description = "A line for every clause, and the scripts that did not go as they say." };

    public static Option<string?> Endpoint() => new("--endpoint")
    {
        Description = "Only this endpoint of the charm; else all with interface s3.",
        HelpName = "NAME",
    };

    public static Option<string?> Profile() => new("--profile")
    {
        Description = "A profile: a file, or s3-integrator, which is built in. Else the charm's s3contract.yaml.",
        HelpName = "FILE|NAME",
    };

    public static Option<string?> Trace() => new("--trace")
    {
        Description = "Write what happened to a file, masked, to be judged again (docs/trace.md).",
        HelpName = "FILE",
    };

    public static Option<string[]> Report(ReportKinds kinds)
    {
        var option = new Option<string[]>("--report")
        {
            Description = $"Write a report to a file (- for standard output). The kinds: {string.Join(", ", kinds.All.Select(writer => writer.Format))} (docs/report.md).",
            HelpName = "KIND=FILE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.CompletionSources.Add(_ => kinds.All.Select(writer => new CompletionItem(writer.Format + "=", detail: writer.About)));
        return option;
    }

    public static Option<string?> Baseline() => new("--baseline")
    {
        Description = "Fail only on what is worse than this file, which s3contract baseline writes.",
        HelpName = "FILE",
    };

    public static Option<Shard?> Shard() => new("--shard")
    {
        Description = "Only this part of the check: 2/3 is the second of three. merge puts them together.",
        HelpName = "I/N",
        CustomParser = result =>
        {
            string typed = result.Tokens[0].Value;
            string[] parts = typed.Split('/');
            if (parts.Length == 2
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int of)
                && index >= 1 && index <= of)
            {
                return new Shard(index, of);
            }

            result.AddError($"--shard {typed}: expected I/N, both from 1, as 2/3 for the second of three");
            return null;
        },
    };

    public static Option<string?> Durations() => new("--durations")
    {
        Description = "With --shard: a JSON report of an earlier check, the same for all, so that parts take equally long.",
        HelpName = "REPORT",
    };


    public static Option<string?> Previous() => new("--previous")
    {
        Description = "An earlier JSON report: the page of --report html tells what got worse since, and better.",
        HelpName = "FILE",
    };

    public static Option<bool> NoTiming() => new("--no-timing") { Description = "Leave out of the reports how long things took: then the same check gives the same bytes." };

    public static Option<bool> NoColor() => new("--no-color") { Description = "No colour, even on a terminal. So does NO_COLOR in the environment." };

    public static Option<bool> Verbose() => new("--verbose") { Description = "Show more: every script, every violation, the stack of an internal error." };

    private static int? Whole(ArgumentResult result, string option, int least, int most)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError(FormattableString.Invariant($"{option} {result.Tokens[0].Value}: expected a whole number from {least} to {most}"));
        return null;
    }

    private static T One<T>(ArgumentResult result, (string Name, T Value)[] known)
    {
        string typed = result.Tokens[0].Value;
        foreach ((string name, T value) in known)
        {
            if (string.Equals(name, typed, StringComparison.Ordinal))
            {
                return value;
            }
        }

        string names = string.Join(", ", known[..^1].Select(one => one.Name)) + " or " + known[^1].Name;
        string? near = Harness.Scripts.Words.NearestWord.Of(typed, known.Select(one => one.Name));
        result.AddError(near is null ? $"\"{typed}\": expected {names}" : Harness.Scripts.Words.DidYouMean.Message($"\"{typed}\"", near, $"expected {names}"));
        return default!;
    }
}
