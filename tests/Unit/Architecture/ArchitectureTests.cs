using System.Reflection;

namespace S3Contract.Tests.Unit.Architecture;

/// <summary>Who may know whom. The list (<c>arrows.txt</c>) is read from the bottom up: a folder knows what stands in its line, and nothing
/// else; whoever wants another arrow adds it there, where it is seen.</summary>
[Parallelizable]
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> s_allowed = File.ReadAllLines(Folders.Source("tests/Unit/Architecture/arrows.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(':'))
        .ToDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    // Charms of the field, and words of their actions.
    private static readonly string[] s_others = ["s3-integrator", "s3-credentials", "sync-s3-credentials", "reference-provider", "reference-requirer", "data-integrator", "minio", "seaweedfs", "postgresql", "opensearch"];

    [Test]
    public void No_folder_knows_another_that_is_not_in_its_line()
    {
        string[] wrong =
        [
            .. from folder in Folders.Arrows
               from known in folder.Value
               where !s_allowed.GetValueOrDefault(Short(folder.Key), []).Contains(Short(known.Key))
               select $"{Short(folder.Key)} -> {Short(known.Key)}: {known.Value}",
        ];

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_arrow_of_the_list_is_in_use()
    {
        string[] idle =
        [
            .. from folder in s_allowed
               from known in folder.Value
               where !Folders.Arrows.Any(there => Short(there.Key) == folder.Key && there.Value.Keys.Any(to => Short(to) == known))
               select $"{folder.Key} -> {known}",
        ];

        Assert.That(idle, Is.Empty);
    }

    [Test]
    public void No_folder_knows_itself_by_way_of_another()
    {
        Assert.That(s_allowed.Keys.Where(folder => Reached(folder).Contains(folder)), Is.Empty);
    }

    [TestCase("S3Contract", "")]
    [TestCase("S3Contract.Reference", "S3Contract")]
    [TestCase("S3Contract.Harness", "Bogus FsCheck Microsoft.Extensions.DependencyInjection.Abstractions S3Contract S3Contract.Reference YamlDotNet")]
    public void A_library_needs_nothing_but(string library, string needed)
    {
        Assembly assembly = Folders.Products.Single(product => product.GetName().Name == library);
        Assert.That(
            assembly.GetReferencedAssemblies().Select(name => name.Name).Where(name => !IsOfDotNet(name!)).Order(StringComparer.Ordinal),
            Is.EqualTo(needed.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void The_contract_names_no_charm_and_no_action()
    {
        string[] named =
        [
            .. from file in Folders.Sources("src/S3Contract.Reference")
               let text = File.ReadAllText(file)
               from name in s_others
               where text.Contains(name, StringComparison.OrdinalIgnoreCase)
               select $"{Path.GetFileName(file)}: {name}",
        ];

        Assert.That(named, Is.Empty);
    }

    [Test]
    public void A_namespace_is_a_folder()
    {
        string[] wrong =
        [
            .. from file in Folders.Sources("src")
               let path = Path.GetRelativePath(Folders.Source("src"), file)
               let space = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
               where space is not null && space != $"namespace {Path.GetDirectoryName(path)!.Replace('/', '.')};"
               select $"{path}: {space}",
        ];

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void No_name_of_a_type_stands_for_two_things()
    {
        // But the sides of version 1 are called as those of version 0, as in Python.
        Assert.That(
            Folders.Products.SelectMany(product => product.GetTypes())
                .Where(type => !type.IsNested && type.Namespace?.StartsWith("S3Contract", StringComparison.Ordinal) == true && type.Namespace is not "S3Contract.V1")
                .GroupBy(type => type.Name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key),
            Is.Empty);
    }

    private static string Short(string folder) => folder.StartsWith("S3Contract.", StringComparison.Ordinal) ? folder["S3Contract.".Length..] : folder;

    private static HashSet<string> Reached(string folder)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(s_allowed[folder]);
        while (open.TryPop(out string? next))
        {
            if (reached.Add(next))
            {
                Array.ForEach(s_allowed.GetValueOrDefault(next, []), open.Push);
            }
        }

        return reached;
    }

    private static bool IsOfDotNet(string assembly) => assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);
}
