namespace S3Contract.Harness.Metadata;

/// <summary>A version of Juju, and what depends on it for a charm.</summary>
public sealed record JujuVersion
{
    private JujuVersion(string name, string text, int number) => (Name, Text, Number) = (name, text, number);

    /// <summary>The versions that can be simulated, oldest first.</summary>
    public static IReadOnlyList<JujuVersion> All { get; } =
        [new("2.9", "2.9.52", 209), new("3.1", "3.1.10", 301), new("3.6", "3.6.9", 306), new("4.0", "4.0.0", 400)];

    /// <summary>The version that is simulated unless another is asked for: 3.6.</summary>
    public static JujuVersion Default { get; } = All[2];

    /// <summary>As users call it: <c>3.6</c>.</summary>
    public string Name { get; }

    /// <summary>As charms are told (<c>JUJU_VERSION</c>): <c>3.6.9</c>.</summary>
    public string Text { get; }

    /// <summary>Are there the commands <c>secret-*</c>? From 3.0.</summary>
    public bool HasSecrets => Number >= 300;

    /// <summary>Are there <c>leader-get</c>, <c>leader-set</c> and leader-settings-changed, payloads, metrics and pod specs? Until 3.6.</summary>
    public bool HasLeaderSettings => Number < 400;

    /// <summary>May an action be given parameters that its charm does not tell of, if that says nothing about it? Until 3.6.</summary>
    public bool TakesAdditionalParameters => Number < 400;

    /// <summary>Is no new revision made of a secret that is set to what it holds? From 3.6.</summary>
    internal bool KeepsSameSecretContent => Number >= 306;

    /// <summary>Are there secrets of an operator (<c>juju add-secret</c>)? From 3.3.</summary>
    internal bool HasUserSecrets => Number >= 303;

    private int Number { get; }

    /// <summary>The version of that name; null if it cannot be simulated.</summary>
    public static JujuVersion? Find(string name) => All.FirstOrDefault(version => string.Equals(version.Name, name, StringComparison.Ordinal));

    /// <summary>Is there a hook command of that name?</summary>
    public bool HasCommand(string command) => command switch
    {
        "juju-exec" => Number >= 300,
        "juju-run" => Number < 300,
        "relation-model-get" => Number >= 306,
        "leader-get" or "leader-set" or "add-metric" => HasLeaderSettings,
        _ when command.StartsWith("secret-", StringComparison.Ordinal) => HasSecrets,
        _ when command.StartsWith("payload-", StringComparison.Ordinal) || command.StartsWith("pod-spec-", StringComparison.Ordinal)
            || command.StartsWith("k8s-", StringComparison.Ordinal) => Number < 400,
        _ => true,
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
