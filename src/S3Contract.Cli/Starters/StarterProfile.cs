using System.Text;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Language;

namespace S3Contract.Cli.Starters;

/// <summary>A profile for a charm, made of what its metadata shows. What can only be guessed stands in it as a comment.</summary>
internal static class StarterProfile
{
    private static readonly string[] s_keys = ["access-key", "secret-key"];

    // Options that are not spelled as the field is, or want another form of its value.
    private static readonly (string Field, string Option, string Variable)[] s_special =
    [
        ("attributes", "attributes", "attributes-csv"),
        ("delete-older-than-days", "experimental-delete-older-than-days", "delete-older-than-days"),
        ("tls-ca-chain", "tls-ca-chain", "tls-ca-chain-base64"),
    ];

    /// <summary>Its text.</summary>
    /// <param name="charm">What the charm's metadata says.</param>
    public static string Text(CharmMetadata charm)
    {
        var text = new StringBuilder();
        text.Append($"# The profile of {charm.Name}: how S3Contract makes this charm do what a script says.\n");
        text.Append("# Every key is optional. Check it with: s3contract check .\n\n");
        Endpoints(charm, text);
        Found(charm, text);
        (string Field, string Option, string Variable)[] options = [.. Vocabulary.Fields.Select(field => OptionFor(charm, field)).OfType<(string, string, string)>()];
        if (charm.S3Endpoints(EndpointRole.Provider).Any())
        {
            Issue(charm, options, text);
        }

        Set(options, text);
        Reset(charm, options, text);
        text.Append("""
            # Variables for the charm, beyond those of Juju. A Python charm finds lib and the virtual environment venv (or .venv) without.
            # environment:
            #   PYTHONPATH: /path/to/ops

            # The most seconds one hook may take; without it 300.
            # hook-time-limit: 60

            # Clauses that do not count for this charm, each with the reason. CI asks for level strict: what is not kept yet stands here, so
            # that what breaks tomorrow is seen. s3contract init --baseline writes the list.
            # waive:
            #   live.answered: answers only after an operator approved the request

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    /// <summary>Can the charm be told which bucket to ask for?</summary>
    public static bool TakesBucket(CharmMetadata charm) => OptionFor(charm, "bucket") is not null;

    private static void Endpoints(CharmMetadata charm, StringBuilder text)
    {
        CharmEndpoint[] endpoints = [.. charm.S3Endpoints(EndpointRole.Provider).Concat(charm.S3Endpoints(EndpointRole.Requirer))];
        text.Append("# Endpoints with interface s3: ")
            .AppendJoin(", ", endpoints.Select(endpoint => $"{endpoint.Name} ({(endpoint.Role == EndpointRole.Provider ? "provider" : "requirer")})")).Append(".\n");
        text.Append(endpoints.Length == 1 ? $"endpoint: {endpoints[0].Name}\n\n" : $"# All of them are checked; to check one only:\n# endpoint: {endpoints[0].Name}\n\n");
    }

    private static void Found(CharmMetadata charm, StringBuilder text)
    {
        foreach (CharmAction action in charm.Actions)
        {
            text.Append($"# Action {action.Name}: {(!action.Parameters.Any() ? "no parameters" : string.Join(", ", action.Parameters))}.\n");
        }

        if (charm.Config.Count > 0)
        {
            text.Append($"# Options: {string.Join(", ", charm.Config.Select(option => option.Name))}.\n");
        }

        text.Append(charm.Actions.Count + charm.Config.Count == 0 ? "# It has no actions and no options.\n\n" : "\n");
    }

    private static void Issue(CharmMetadata charm, (string Field, string Option, string Variable)[] options, StringBuilder text)
    {
        text.Append("# How the charm is made to give out credentials. A line with a variable that a script gives no value for is left out.\n");
        List<string> lines = [.. options.Select(option => $"config ${{app}} {option.Option}=${{{option.Variable}}}")];
        CharmAction? action = charm.Actions.FirstOrDefault(action => s_keys.All(key => action.Parameters.Contains(key, StringComparer.Ordinal)));
        if (action is not null)
        {
            lines.Add($"run ${{leader}} {action.Name} access-key=${{access-key}} secret-key=${{secret-key}}");
        }

        ConfigOption? secret = action is null ? charm.Config.FirstOrDefault(option => string.Equals(option.Type, "secret", StringComparison.Ordinal)) : null;
        if (secret is not null)
        {
            text.Append($"# The option {secret.Name} names a secret of the operator's, which is taken to hold access-key and secret-key.\n");
            lines.AddRange(
            [
                "update-secret ${app}-keys access-key=${access-key} secret-key=${secret-key}", "grant-secret ${app}-keys ${app}", $"config ${{app}} {secret.Name}=secret:${{app}}-keys",
            ]);
        }

        bool keys = action is not null || secret is not null || s_keys.All(key => options.Any(option => string.Equals(option.Field, key, StringComparison.Ordinal)));
        if (!keys)
        {
            string name = charm.Actions.Count > 0 ? charm.Actions[0].Name : "ACTION";
            text.Append("# No action and no option takes access-key and secret-key by these names: say here how it is done, or nothing can be issued.\n");
            text.Append("# A charm that makes its own keys says that instead, in a word: issue: automatic\n");
            text.Append("# issue:\n");
            lines.Add($"run ${{leader}} {name} access-key=${{access-key}} secret-key=${{secret-key}}");
        }
        else
        {
            text.Append("issue:\n");
        }

        text.AppendJoin("", lines.Select(line => $"{(keys ? "" : "# ")}  - {line}\n")).Append('\n');
    }

    private static void Set((string Field, string Option, string Variable)[] options, StringBuilder text)
    {
        var lines = options
            .Where(option => !s_keys.Contains(option.Field, StringComparer.Ordinal))
            .Select(option => $"  {option.Field}: config ${{app}} {option.Option}=${{{(string.Equals(option.Variable, option.Field, StringComparison.Ordinal) ? "value" : option.Variable)}}}\n")
            .ToList();
        text.Append("# How a single field is set, where a script says so.\n");
        text.Append(lines.Count > 0 ? "set:\n" + string.Concat(lines) : "# set:\n#   bucket: config ${app} bucket=${value}\n").Append('\n');
    }

    // Only an option that is a text can be set to nothing.
    private static void Reset(CharmMetadata charm, (string Field, string Option, string Variable)[] options, StringBuilder text)
    {
        string[] lines =
        [
            .. options.Where(option => charm.Config.First(one => string.Equals(one.Name, option.Option, StringComparison.Ordinal)).Type is not ("string" or "secret"))
                .Select(option => $"  {option.Field}: config ${{app}} --reset {option.Option}\n"),
        ];
        if (lines.Length > 0)
            text.Append("# How a field is taken back whose option cannot be set to an empty text.\nreset:\n").AppendJoin("", lines).Append('\n');
    }

    private static (string Field, string Option, string Variable)? OptionFor(CharmMetadata charm, string field)
    {
        (string Field, string Option, string Variable) known = s_special.FirstOrDefault(special => string.Equals(special.Field, field, StringComparison.Ordinal));
        (string option, string variable) = known.Field is null ? (field, field) : (known.Option, known.Variable);
        return charm.Config.Any(one => string.Equals(one.Name, option, StringComparison.Ordinal)) ? (field, option, variable) : null;
    }
}
