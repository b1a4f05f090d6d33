using System.Globalization;
using S3Contract.Charms;

namespace S3Contract.V1;

/// <summary>The version of the interface that one side of a relation speaks, as told from what it wrote.</summary>
public enum InterfaceVersion
{
    /// <summary>It has written nothing yet, or Juju cannot name it.</summary>
    Unknown,

    /// <summary>Version 0: it has written something, and no version.</summary>
    V0,

    /// <summary>Version 1 or a later one: it has written its version, or asked for secrets.</summary>
    V1,
}

/// <summary>What stands in a databag beside the options, and what it tells. Pure functions.</summary>
internal static class Wire
{
    /// <summary>The version, as the library writes it.</summary>
    public const string Version = "version";

    /// <summary>The version that is written here.</summary>
    public const string ThisVersion = "1";

    /// <summary>The options that a requirer wants in a secret, a JSON list.</summary>
    public const string RequestedSecrets = "requested-secrets";

    /// <summary>The URI of the secret that holds the keys.</summary>
    public const string SecretExtra = "secret-extra";

    // The version under the name that the description of the interface gives it.
    private const string DescribedVersion = "lib-version";

    /// <summary>The version of whoever writes this databag.</summary>
    public static InterfaceVersion VersionOf(Databag databag) =>
        (databag.Get(Version) ?? databag.Get(DescribedVersion)) is { } version ? IsBelowOne(version) ? InterfaceVersion.V0 : InterfaceVersion.V1
            : AsksForSecrets(databag) ? InterfaceVersion.V1
            : databag.Count > 0 ? InterfaceVersion.V0
            : InterfaceVersion.Unknown;

    /// <summary>Has this requirer asked for secrets? Whatever it wrote but an empty list says so: keys must not go into a databag by mistake.</summary>
    public static bool AsksForSecrets(Databag requirer) =>
        requirer.Get(RequestedSecrets) is { } asked && !(PythonJsonReader.TryRead(asked, out S3Value list) && list.Items is { Count: 0 });

    /// <summary>Is this the requirer's word that a provider waits for: its version, or what a requirer of version 0 asks by?</summary>
    public static bool HasSpoken(Databag requirer) =>
        requirer.ContainsKey(Version) || requirer.ContainsKey(DescribedVersion) || requirer.ContainsKey(S3Options.Bucket);

    // What is no number is no version below 1.
    private static bool IsBelowOne(string version) =>
        double.TryParse(version, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number < 1;
}
