using System.Globalization;
using S3Contract.Harness.Campaigns.Generation;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Tests.Property.Campaigns;

/// <summary>What every script of a campaign must keep to, drawn or shrunk.</summary>
internal static class Legality
{
    public static void AssertLegal(IEnumerable<ScriptCommand> commands, CampaignScope scope, string context)
    {
        Script script = Script.Of("case", ["A case."], commands);
        ScriptParse parse = ScriptParser.Parse(ScriptPrinter.Print(script), "case.s3c");
        Assert.That(parse.Errors, Is.Empty, context);
        Assert.That(parse.Script, Is.EqualTo(script), context);
        foreach (ScriptCommand command in script.Commands)
        {
            Assert.That(IsLegitimate(command, scope), Is.True, $"{context}: {ScriptPrinter.Print(command)}");
        }
    }

    // A charm under test is given whole pairs of keys and valid fields; only the other side writes what it likes.
    private static bool IsLegitimate(ScriptCommand command, CampaignScope scope) => command switch
    {
        IssueCommand issue => Holds(issue.Fields, "access-key") && Holds(issue.Fields, "secret-key") && issue.Fields.All(IsValid),
        SetCommand set => set.Fields.All(field => field.Key is not ("access-key" or "secret-key") && IsValid(field)),
        DeployCommand deploy => deploy.Fields.All(field => field.Key == "bucket" && IsValid(field)),
        WriteCommand write => write.Application.StartsWith("provider", StringComparison.Ordinal) ? !scope.ProviderUnderTest : !scope.RequirerUnderTest,
        _ => true,
    };

    private static bool Holds(ValueList<KeyValuePair<string, string>> fields, string key) => fields.Any(field => field.Key == key);

    private static bool IsValid(KeyValuePair<string, string> field) => field.Value.Length > 0 && field.Key switch
    {
        "s3-uri-style" => field.Value is "host" or "path",
        "s3-api-version" => field.Value is "2" or "4",
        "delete-older-than-days" => int.TryParse(field.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days > 0,
        "endpoint" => Uri.TryCreate(field.Value, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https",
        "attributes" or "tls-ca-chain" => System.Text.Json.JsonSerializer.Deserialize<List<string>>(field.Value) is not null,
        _ => field.Value.Trim() == field.Value,
    };
}
