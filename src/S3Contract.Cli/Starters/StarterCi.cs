using System.Reflection;

namespace S3Contract.Cli.Starters;

/// <summary>What runs the check in CI: the files of the folder <c>ci</c>, which are tried as they are.</summary>
internal static class StarterCi
{
    /// <summary>For any CI that runs a shell.</summary>
    public static string Shell { get; } = Read("check.sh");

    /// <summary>A workflow of GitHub Actions.</summary>
    public static string GitHub { get; } = Read("github/workflow.yml");

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ci/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
