using S3Contract.Harness.Scripts.Reading;
using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>The verbs about secrets: those of an operator, and when those of charms are due.</summary>
internal static class SecretVerbs
{
    internal const string WhatName = "the name of a secret";

    /// <summary>All of them.</summary>
    public static IEnumerable<Verb> All =>
    [
        AddSecretCommand.Entry, UpdateSecretCommand.Entry, GrantSecretCommand.Entry, RevokeSecretCommand.Entry, RemoveSecretCommand.Entry,
        RotateSecretCommand.Entry, ExpireSecretCommand.Entry,
    ];

    internal static string? TakeLabel(WordCursor words) => words.Peek is null ? null : words.TakePlain("the label of a secret");
}

/// <summary>An operator says what is in a secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What is in it from then on.</param>
internal abstract record SecretContentCommand(string Name, Fields Content) : ScriptCommand
{
    /// <summary>Does it stand in a profile? The lines there are carried out again and again, so either word makes a secret that is not there and
    /// changes one that is.</summary>
    public bool IsAgain { get; init; }

    internal override IEnumerable<Word> ToWords() => Line([Word.Plain(Name), .. Word.Pairs(Content)]);

    internal override void Carry(Stage stage)
    {
        if (IsAgain)
        {
            stage.Simulation.PutSecret(Name, Content);
        }
        else
        {
            Put(stage);
        }
    }

    private protected abstract void Put(Stage stage);
}

/// <summary><c>add-secret NAME key=value…</c>: an operator makes a secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What is in it.</param>
internal sealed record AddSecretCommand(string Name, Fields Content) : SecretContentCommand(Name, Content)
{
    internal static readonly Verb Entry = new(
        "add-secret", "add-secret NAME key=value…",
        words => new AddSecretCommand(words.TakeName(SecretVerbs.WhatName), words.TakeFields("key=value", atLeastOne: true)))
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    private protected override void Put(Stage stage) => stage.Simulation.AddSecret(Name, Content);
}

/// <summary><c>update-secret NAME key=value…</c>: an operator gives a secret new content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What is in it from then on.</param>
internal sealed record UpdateSecretCommand(string Name, Fields Content) : SecretContentCommand(Name, Content)
{
    internal static readonly Verb Entry = new(
        "update-secret", "update-secret NAME key=value…",
        words => new UpdateSecretCommand(words.TakeName(SecretVerbs.WhatName), words.TakeFields("key=value", atLeastOne: true)), Slot.Secret)
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    private protected override void Put(Stage stage) => stage.Simulation.UpdateSecret(Name, Content);
}

/// <summary><c>grant-secret NAME APP</c>: an operator lets an application read a secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Application">The application.</param>
internal sealed record GrantSecretCommand(string Name, string Application) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "grant-secret", "grant-secret NAME APP",
        words => new GrantSecretCommand(words.TakeName(SecretVerbs.WhatName), words.TakeApplication()), Slot.Secret, Slot.Application)
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => Line(Word.Plain(Name), Word.Plain(Application));

    internal override IEnumerable<string> Secrets => [Name];

    internal override void Carry(Stage stage) => stage.Simulation.GrantSecret(Name, Application);
}

/// <summary><c>revoke-secret NAME APP</c>: … and no longer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Application">The application.</param>
internal sealed record RevokeSecretCommand(string Name, string Application) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "revoke-secret", "revoke-secret NAME APP",
        words => new RevokeSecretCommand(words.TakeName(SecretVerbs.WhatName), words.TakeApplication()), Slot.Secret, Slot.Application)
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => Line(Word.Plain(Name), Word.Plain(Application));

    internal override IEnumerable<string> Secrets => [Name];

    internal override void Carry(Stage stage) => stage.Simulation.RevokeSecret(Name, Application);
}

/// <summary><c>remove-secret NAME [--revision N]</c>: an operator removes a secret, or a revision of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Revision">The revision; 0 for all.</param>
internal sealed record RemoveSecretCommand(string Name, int Revision = 0) : ScriptCommand
{
    internal static readonly Verb Entry = new(
        "remove-secret", "remove-secret NAME [--revision N]",
        words => new RemoveSecretCommand(words.TakeName(SecretVerbs.WhatName), words.TakeNumberFlag("--revision", 0, 1, int.MaxValue)),
        Slot.Secret, "--revision")
    {
        InProfiles = true,
    };

    internal override Verb Verb => Entry;

    internal override IEnumerable<string> Secrets => [Name];

    internal override IEnumerable<Word> ToWords() => Line([Word.Plain(Name), .. Word.Option("--revision", Revision == 0 ? null : Word.Number(Revision))]);

    internal override void Carry(Stage stage) => stage.Simulation.RemoveSecret(Name, Revision == 0 ? null : Revision);
}

/// <summary><c>rotate-secret APP [LABEL]</c>: the secrets of an application and its units that have a rotation policy are due.</summary>
/// <param name="Application">The application.</param>
/// <param name="Label">Only the one of this label; null for all.</param>
internal sealed record RotateSecretCommand(string Application, string? Label = null) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "rotate-secret", "rotate-secret APP [LABEL]",
        words => new RotateSecretCommand(words.TakeApplication(), SecretVerbs.TakeLabel(words)), Slot.Application);

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => Label is null ? base.ToWords() : base.ToWords().Append(Word.Plain(Label));

    internal override void Carry(Stage stage) => stage.Simulation.RotateSecret(Application, Label);
}

/// <summary><c>expire-secret APP [LABEL]</c>: the revisions of an application's secrets, and of its units', that have a time of expiry have expired.</summary>
/// <param name="Application">The application.</param>
/// <param name="Label">Only the secret of this label; null for all.</param>
internal sealed record ExpireSecretCommand(string Application, string? Label = null) : ApplicationCommand(Application)
{
    internal static readonly Verb Entry = new(
        "expire-secret", "expire-secret APP [LABEL]",
        words => new ExpireSecretCommand(words.TakeApplication(), SecretVerbs.TakeLabel(words)), Slot.Application);

    internal override Verb Verb => Entry;

    internal override IEnumerable<Word> ToWords() => Label is null ? base.ToWords() : base.ToWords().Append(Word.Plain(Label));

    internal override void Carry(Stage stage) => stage.Simulation.ExpireSecret(Application, Label);
}
