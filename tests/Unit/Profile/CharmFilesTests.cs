using S3Contract.Harness.Metadata;

namespace S3Contract.Tests.Unit.Profile;

/// <summary>Reading the files that describe a charm.</summary>
public sealed class CharmFilesTests
{
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("charm-files-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_three_files_of_a_packed_charm_are_read()
    {
        Write("metadata.yaml", "name: x\nprovides:\n  s3-credentials:\n    interface: s3\n    limit: 2\npeers:\n  p: {interface: q}\ncontainers:\n  w: {}\n");
        Write("config.yaml", "options:\n  n: {type: int, default: 3}\n  f: {type: float, default: 2}\n  s: {type: string, default: \"4\"}\n  b: {type: boolean, default: true}\n  u: {type: string}\n");
        Write("actions.yaml", "go:\n  params:\n    a: {type: string, default: z}\nstop:\n");
        CharmFiles files = CharmFiles.Read(_folder, "c");
        Assert.Multiple(() =>
        {
            Assert.That(files.Metadata.Name, Is.EqualTo("x"));
            Assert.That(files.Metadata.Endpoints, Is.EqualTo(new[] { new CharmEndpoint("s3-credentials", EndpointRole.Provider, "s3", 2), new CharmEndpoint("p", EndpointRole.Peer, "q") }));
            Assert.That(files.Metadata.Config.Select(option => option.Default?.Value), Is.EqualTo(new object?[] { 3L, 2.0, "4", true, null }));
            Assert.That(files.Metadata.Actions.Select(action => action.Name), Is.EqualTo(new[] { "go", "stop" }));
            Assert.That(files.Metadata.Containers, Is.EqualTo(new[] { "w" }));
            Assert.That(files.Missing, Is.Empty);
        });
    }

    [Test]
    public void What_only_charmcraft_yaml_holds_is_written_as_charmcraft_pack_does()
    {
        Write("charmcraft.yaml", "type: charm\nname: x\nparts: {}\nrequires:\n  s3: {interface: s3}\nconfig:\n  options:\n    v: {type: string, default: \"1\"}\nactions:\n  go: {description: d}\n");
        CharmFiles files = CharmFiles.Read(_folder, "c");
        Dictionary<string, string> missing = new(files.Missing, StringComparer.Ordinal);
        foreach ((string name, string content) in missing)
            Write(name, content);
        CharmFiles again = CharmFiles.Read(_folder, "c");
        Assert.Multiple(() =>
        {
            Assert.That(missing.Keys, Is.EquivalentTo(new[] { "metadata.yaml", "config.yaml", "actions.yaml" }));
            Assert.That(missing["metadata.yaml"], Does.Not.Contain("parts").And.Not.Contain("type:"));
            Assert.That(again.Metadata.Endpoints, Is.EqualTo(files.Metadata.Endpoints));
            Assert.That(again.Metadata.Config.Single().Default?.Value, Is.EqualTo("1"));
            Assert.That(again.Missing, Is.Empty);
        });
    }

    [Test]
    public void A_folder_that_is_no_charm_is_said_to_be_none() => Assert.That(
        Problem(), Is.EqualTo("c: this is no charm: it has neither metadata.yaml nor charmcraft.yaml (expected a charm's folder or a .charm file)"));

    [TestCase("name: [\n", "^c/metadata.yaml:[0-9]+:[0-9]+: this is not YAML: ")]
    [TestCase("summary: x\n", "^c/metadata.yaml:1:1: expected the charm's name under \"name\", found nothing$")]
    [TestCase("name: x\nprovides: [a]\n", "^c/metadata.yaml:2:11: expected a mapping from endpoint to its description under \"provides\", found a list$")]
    [TestCase("name: x\nprovides:\n  a: {}\n", "^c/metadata.yaml:3:3: the endpoint \"a\" has no interface: expected \"interface: ...\" in it$")]
    [TestCase("name: x\nprovides:\n  a: {interface: s3, limit: many}\n", "^c/metadata.yaml:3:29: expected a whole number under \"limit\", found \"many\"$")]
    [TestCase("name: x\nstorage:\n  ../../out: {type: filesystem}\n", "^c/metadata.yaml:3:3: expected a name for a storage \\(letters, .*, found \"../../out\"$")]
    [TestCase("name: x\nprovides:\n  ../zzz: {interface: s3}\n", "^c/metadata.yaml:3:3: expected a name for an endpoint \\(")]
    [TestCase("name: \"zoo\\n::error::x\"\n", "^c/metadata.yaml:1:7: expected a name for a charm \\(")]
    public void What_is_wrong_in_the_metadata_is_said_with_its_place(string metadata, string pattern)
    {
        Write("metadata.yaml", metadata);
        Assert.That(Problem(), Does.Match(pattern));
    }

    [Test]
    public void A_default_of_another_type_is_wrong()
    {
        Write("metadata.yaml", "name: x\n");
        Write("config.yaml", "options:\n  n: {type: int, default: many}\n  t: {type: text}\n");
        Assert.That(Problem().Split('\n'), Is.EqualTo(new[]
        {
            "c/config.yaml:2:27: expected a default of type int for the option \"n\", found \"many\"",
            "c/config.yaml:3:13: expected a type (string, int, float, boolean, secret) for the option \"t\", found \"text\"",
        }));
    }

    private string Problem()
    {
        CharmProblem problem = Assert.Throws<CharmProblem>(() => CharmFiles.Read(_folder, "c"))!;
        Assert.That(problem.Kind, Is.EqualTo(CharmProblemKind.WrongInput));
        return problem.Message;
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
