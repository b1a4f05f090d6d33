using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>What a charm does to its own folder is a failure of its hook, and the life goes on.</summary>
[Platform("Linux")]
public sealed class SpoiltFolderTests
{
    [TestCase("rm -rf \"$CHARM_DIR\"")]
    [TestCase(": >\"$(printf 'a\\377')\"")]
    [TestCase("ln -s nowhere broken")]
    public void The_next_hook_runs(string spoil)
    {
        using ScriptCharm charm = new(spoil);
        HookStep first = charm.Next();
        Assert.That(first, Is.Not.Null);
        Assert.That(charm.Next(), Is.Not.Null);
    }
}
