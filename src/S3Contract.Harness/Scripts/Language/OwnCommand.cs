using S3Contract.Harness.Scripts.Words;

namespace S3Contract.Harness.Scripts.Language;

/// <summary>A script command of a user's own: a word that stands for some lines of script. Added to the services beside
/// <see cref="Checks.S3ContractServices.AddS3Contract"/>, it is known in the scripts of fixtures and of the command line.</summary>
public sealed record OwnCommand
{
    /// <summary>Makes a command.</summary>
    /// <param name="name">Its name, which no command of the language has: <c>rotate</c>.</param>
    /// <param name="usage">How it is written: <c>rotate PROVIDER</c>.</param>
    /// <param name="expand">From the words behind the name (<c>field=value</c> is one word), variables replaced, to the lines it stands for. They
    /// are commands, not expectations, and name no variables. A <see cref="FormatException"/> tells that the words are wrong.</param>
    /// <exception cref="ArgumentException">The name cannot be that of a command.</exception>
    public OwnCommand(string name, string usage, Func<IReadOnlyList<string>, IEnumerable<string>> expand)
    {
        if (!Names.IsJujuName(name) || Verbs.Find(name) is not null)
        {
            throw new ArgumentException($"a command cannot be called \"{name}\": expected lower-case letters, digits and hyphens, and no command of the language", nameof(name));
        }

        Name = name;
        Usage = usage;
        Expand = expand;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How it is written.</summary>
    public string Usage { get; }

    /// <summary>From the words behind the name to the lines it stands for.</summary>
    public Func<IReadOnlyList<string>, IEnumerable<string>> Expand { get; }

    /// <summary>What the language is told of it.</summary>
    internal Verb Verb => new(Name, Usage, words => OwnCommandReader.Read(this, words));
}
