using System.Globalization;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs about applications: that they are there, related, and what their charms are told.</summary>
internal static class ModelVerbs
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Verb> All =>
    [
        DeployCommand.Entry, IntegrateCommand.Entry, RemoveRelationCommand.Entry, RemoveApplicationCommand.Entry, RefreshCommand.Entry, ConfigCommand.Entry,
    ];
}

/// <summary><c>deploy APP [--units N] [field=value…]</c>: an application comes into being.</summary>
/// <param name="Application">Its name, which begins with its role.</param>
/// <param name="Units">How many units.</param>
/// <param name="Fields">What to configure at once (<c>bucket=backups</c>), in the words of the interface; the charm's profile says how.</param>
internal sealed record DeployCommand(string Application, int Units, Fields Fields) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "deploy", "deploy APP [--units N] [field=value…]",
        words => new DeployCommand(words.TakeApplication(), words.TakeUnits("--units"), words.TakeFields("field=value", atLeastOne: false)),
        Slot.NewApplication, new Place(Slot.DeployField, "--units"));

    internal override Verb Verb => Entry;

    internal override int NewUnits => Units;

    internal override Fields Given => Fields;

    internal override ScriptCommand WithNewUnits(int units) => this with { Units = units };

    internal override ScriptCommand Giving(Fields fields) => this with { Fields = fields };

    internal override IEnumerable<Word> ToWords() => [.. base.ToWords(), .. Word.Option("--units", Units == 1 ? null : Word.Number(Units)), .. Word.Pairs(Fields)];

    internal override void Carry(Stage stage)
    {
        Player player = stage.Cast.Of(Application);
        List<KeyValuePair<string, string>> byProfile = [];
        List<KeyValuePair<string, string>> byOption = [];
        foreach (KeyValuePair<string, string> field in Fields)
        {
            if (player.Profile.Set.ContainsKey(field.Key))
            {
                byProfile.Add(field);
            }
            else if (player.Charm.Metadata.Config.Any(option => string.Equals(option.Name, field.Key, StringComparison.Ordinal)))
            {
                byOption.Add(field);
            }
            else
            {
                string? near = NearestWord.Of(field.Key, player.Charm.Metadata.Config.Select(option => option.Name).Concat(player.Profile.Set.Keys));
                stage.Lacks(player, DidYouMean.Message($"be deployed with {field.Key}: it has no such option, and no lines for it under set: in its profile", near));
            }
        }

        if (!stage.Simulation.Deploy(Application, player.Charm, Units, byOption, Cast.RoleOf(Application), player.MakesOwnKeys(Application)))
        {
            return;
        }

        UnitName first = stage.Unit(UnitReference.Numbered(Application, 0));
        stage.Carry(player.Lines.Setup, ProfileLines.Variables(Application, first, []), [], kind: null);
        stage.Set(first, byProfile.ToValueList());
    }
}

/// <summary><c>integrate A[:endpoint] B[:endpoint]</c>: relates two applications.</summary>
/// <param name="A">One side.</param>
/// <param name="B">The other side.</param>
internal sealed record IntegrateCommand(EndpointReference A, EndpointReference B) : RelationCommand(A, B)
{
    internal static readonly Verb Entry = new(
        "integrate", "integrate APP[:endpoint] APP[:endpoint]",
        words => new IntegrateCommand(words.TakeEndpoint(), words.TakeEndpoint()),
        Slot.Endpoint, Slot.Endpoint)
    {
        Synonyms = ["add-relation", "connect", "join", "relate"],
    };

    internal override Verb Verb => Entry;

    internal override void Carry(Stage stage)
    {
        NoteLimit(stage, A);
        NoteLimit(stage, B);
        stage.Simulation.Integrate(A.Application, stage.Endpoint(A), B.Application, stage.Endpoint(B));
    }

    // What a charm's metadata rules out, no script can ask of it. Juju refuses it.
    private static void NoteLimit(Stage stage, EndpointReference side)
    {
        Player player = stage.Cast.Of(side.Application);
        string? name = stage.Endpoint(side);
        if (player.Charm.Metadata.Endpoints.FirstOrDefault(endpoint => string.Equals(endpoint.Name, name, StringComparison.Ordinal))?.Limit is > 0 and { } limit
            && stage.Simulation.World.Relations.Count(relation => Is(relation.Provider, relation.ProviderEndpoint) || Is(relation.Requirer, relation.RequirerEndpoint)) >= limit)
        {
            stage.Lacks(player, string.Create(CultureInfo.InvariantCulture, $"have more relations on {name}: its metadata says limit: {limit}"));
        }

        bool Is(string application, string endpoint) =>
            string.Equals(application, side.Application, StringComparison.Ordinal) && string.Equals(endpoint, name, StringComparison.Ordinal);
    }
}

/// <summary><c>remove-relation A[:endpoint] B[:endpoint]</c>.</summary>
/// <param name="A">One side.</param>
/// <param name="B">The other side.</param>
internal sealed record RemoveRelationCommand(EndpointReference A, EndpointReference B) : RelationCommand(A, B)
{
    internal static readonly Verb Entry = new(
        "remove-relation", "remove-relation APP[:endpoint] APP[:endpoint]",
        words => new RemoveRelationCommand(words.TakeEndpoint(), words.TakeEndpoint()),
        Slot.Endpoint, Slot.Endpoint)
    {
        Synonyms = ["destroy-relation", "disconnect", "unrelate"],
    };

    internal override Verb Verb => Entry;

    internal override void Carry(Stage stage) =>
        stage.Simulation.RemoveRelation(A.Application, stage.Endpoint(A), B.Application, stage.Endpoint(B));
}

/// <summary><c>remove-application APP</c>.</summary>
/// <param name="Application">The application.</param>
internal sealed record RemoveApplicationCommand(string Application) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "remove-application", "remove-application APP", words => new RemoveApplicationCommand(words.TakeApplication()), Slot.Application)
    {
        Synonyms = ["destroy-application"],
    };

    internal override Verb Verb => Entry;

    internal override void Carry(Stage stage) => stage.Simulation.RemoveApplication(Application);
}

/// <summary><c>refresh APP [FOLDER]</c>: the charm is replaced by another revision of it, or once more by the same.</summary>
/// <param name="Application">The application.</param>
/// <param name="Folder">The folder of the other revision, relative to the script; null for the same charm.</param>
internal sealed record RefreshCommand(string Application, string? Folder = null) : ApplicationCommand(Application)
{
    private const string WhatFolder = "the folder of another revision of the charm";

    internal static readonly Verb Entry = new(
        "refresh", "refresh APP [FOLDER]",
        words => new RefreshCommand(words.TakeApplication(), words.Peek is null ? null : words.TakePlain(WhatFolder)),
        Slot.Application)
    {
        Synonyms = ["upgrade", "upgrade-charm"],
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => Folder is null ? base.ToWords() : base.ToWords().Append(Word.Plain(Folder));

    internal override ScriptCommand Beside(string file) => Folder is null || Folder.Contains('\0', StringComparison.Ordinal)
        ? this
        : this with { Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file)) ?? "", Folder)) };

    internal override void Carry(Stage stage)
    {
        if (Folder is null)
        {
            stage.Simulation.Refresh(Application);
            return;
        }

        Player player = stage.Cast.Of(Application);
        try
        {
            if (player.Charm.Revision(Folder) is { } revision)
                stage.Simulation.Refresh(Application, revision);
            else
                stage.Lacks(player, "be refreshed from a folder: it is none that comes from one");
        }
        catch (CharmProblem problem)
        {
            stage.Error(problem.Message, WhatFolder);
        }
    }
}

/// <summary><c>config APP [--reset option,…] [option=value…]</c>: sets options of the charm, by the charm's own names, or takes them back to
/// their defaults; <c>config APP --other</c>: changes one that has nothing to do with S3.</summary>
/// <param name="Application">The application.</param>
/// <param name="Options">The options.</param>
internal sealed record ConfigCommand(string Application, Fields Options) : ApplicationCommand(Application)
{
    private const string Secret = "secret:";

    internal static readonly Verb Entry = new(
        "config", "config APP [--reset option,…] [option=value…] | config APP --other", Read, Slot.Application, Slot.Option)
    {
        Synonyms = ["model-config", "set-config"],
        InProfiles = true,
    };

    /// <summary><c>--reset</c>: the options to take back to their defaults.</summary>
    public ValueList<string> Reset { get; init; } = [];

    /// <summary><c>--other</c>: an option that no line of the charm's profile names, if there is one.</summary>
    public bool Other { get; init; }

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() =>
    [
        .. base.ToWords(), .. Word.Flag("--other", Other), .. Word.Option("--reset", Reset.Count == 0 ? null : string.Join(',', Reset)), .. Word.Pairs(Options),
    ];

    internal override IEnumerable<string> Secrets => Options
        .Where(option => option.Value.StartsWith(Secret, StringComparison.Ordinal)).Select(option => option.Value[Secret.Length..]);

    internal override void Carry(Stage stage)
    {
        if (!Other)
        {
            stage.Simulation.Configure(Application, Options, Reset);
        }
        else if (stage.Simulation.World.IndexOfApplication(Application) is >= 0 and var at
            && OtherOption.Of(stage.Cast.Of(Application), stage.Simulation.World.ApplicationStates[at].Config.Values) is { } option)
        {
            // A charm without such an option has nothing to show here.
            stage.Simulation.Configure(Application, [option]);
        }
    }

    private static ConfigCommand Read(WordCursor words)
    {
        string application = words.TakeApplication();
        if (words.TakeFlag("--other"))
        {
            return new ConfigCommand(application, []) { Other = true };
        }

        ValueList<string> reset = words.TakeListFlag("--reset", "the options to reset, with commas between");
        Fields options = words.TakeFields("option=value, or --reset option", atLeastOne: reset.Count == 0);
        return new ConfigCommand(application, options)
        {
            Reset = [.. reset, .. words.TakeListFlag("--reset", "the options to reset, with commas between")],
        };
    }
}
