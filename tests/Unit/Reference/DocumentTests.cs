using System.Runtime.CompilerServices;

namespace S3Contract.Tests.Unit.Reference;

/// <summary>The documents that are generated from the catalogue and the table. <c>S3CONTRACT_UPDATE_DOCS=1 dotnet test tests/Unit</c>
/// rewrites them.</summary>
public sealed class DocumentTests
{
    [Test]
    public void The_contract_document_is_up_to_date() => Check("contract.md", ContractDocument.Render() + CoverageTable.Render());

    [Test]
    public void The_machine_document_is_up_to_date() => Check("machine.md", MachineDocument.Write());

    private static void Check(string name, string expected)
    {
        string path = Path.Combine(Folder(), "..", "..", "..", "docs", name);
        if (Environment.GetEnvironmentVariable("S3CONTRACT_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        Assert.That(File.Exists(path) ? File.ReadAllText(path) : "", Is.EqualTo(expected), "run the tests with S3CONTRACT_UPDATE_DOCS=1");
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
