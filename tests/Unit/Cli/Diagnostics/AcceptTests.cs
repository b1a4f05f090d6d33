namespace S3Contract.Tests.Unit.Cli.Diagnostics;

/// <summary><c>accept</c>: shows what would change, changes it when told to, and says what it cannot change.</summary>
public sealed class AcceptTests
{
    private const string Wrong = Bench.Life + """
          expect   requirer/*   credentials-changed access-key=AKIASOMETHINGELSE   # the key
        expect databag provider requirer bucket=backups

        settle
        expect nothing

        """;

    [Test]
    public void Nothing_is_written_without_being_told_to()
    {
        using Bench bench = new Bench().With("mine.s3c", Wrong);

        string seen = bench.Seen("accept", "@mine.s3c");

        Golden.Check(seen, "Diagnostics/accept/shown");
        Assert.That(File.ReadAllText(bench["mine.s3c"]), Is.EqualTo(Wrong));
        Assert.That(seen, Does.EndWith("(exit code 1)\n").And.Not.Contain("AKIA"));
    }

    [Test]
    public void What_is_written_holds_and_all_other_lines_stay_as_they_are()
    {
        using Bench bench = new Bench().With("mine.s3c", Wrong);

        string seen = bench.Seen("accept", "--write", "@mine.s3c");

        Golden.Check(seen, "Diagnostics/accept/written");
        Assert.That(File.ReadAllText(bench["mine.s3c"]), Is.EqualTo(Wrong.Replace(
            "  expect   requirer/*   credentials-changed access-key=AKIASOMETHINGELSE   # the key",
            "  expect requirer/* credentials-changed access-key=AKIAIOSFODNN7EXAMPLE # the key",
            StringComparison.Ordinal)));
        Assert.That(bench.Run("run", "@mine.s3c").Code, Is.Zero);
        Assert.That(bench.Seen("accept", "@mine.s3c"), Does.EndWith("1 script: nothing to accept\n(exit code 0)\n"));
    }

    [TestCase("expect nothing")]
    [TestCase("expect only requirer/* credentials-changed")]
    [TestCase("expect only databag provider requirer bucket=other # with a word")]
    [TestCase("! expect requirer/* credentials-changed\nexpect provider/1 leader")]
    [TestCase("expect? provider/0 status active")]
    public void Whatever_happened_can_be_accepted(string lines)
    {
        using Bench bench = new Bench().With("mine.s3c", Bench.Life + lines + "\n");

        Assert.That(bench.Run("run", "@mine.s3c").Code, Is.EqualTo(1), "else there is nothing to accept");
        CliRun accepted = bench.Run("accept", "--write", "@mine.s3c");

        CliRun again = bench.Run("run", "@mine.s3c");
        Assert.That(again.Code, Is.Zero, File.ReadAllText(bench["mine.s3c"]) + accepted.Out + again.Out);
    }

    [Test]
    public void What_did_not_change_keeps_its_variables()
    {
        const string text = "# let: bucket=backups\ndeploy provider\ndeploy requirer bucket=${bucket}\nintegrate provider requirer\nsettle\nexpect databag requirer provider bucket=${bucket} colour=blue\n";
        using Bench bench = new Bench().With("mine.s3c", text);

        bench.Run("accept", "--write", "@mine.s3c");

        Assert.That(File.ReadAllText(bench["mine.s3c"]), Is.EqualTo(text.Replace("colour=blue", "colour=", StringComparison.Ordinal)));
    }

    [Test]
    public void What_cannot_be_rewritten_is_told_with_the_reason()
    {
        using Bench bench = new Bench()
            .With("rows.s3c", "# examples:\n#   | name | unit |\n#   | one  | 0    |\n#   | two  | 1    |\ndeploy requirer bucket=b1\ndeploy provider --units 2\nintegrate provider requirer\nelect provider/${unit}\nsettle\nexpect provider/0 leader\n! expect requirer/0 write\n")
            .With("included.s3c", "include _begin.s3c\nexpect quiet\n")
            .With("_begin.s3c", "deploy provider\nsettle\nexpect provider/0 error\n")
            .With("nobody.s3c", "deploy provider\nsettle\nexpect requirer/* write\n");

        string seen = bench.Seen("accept", "@.");

        Golden.Check(seen, "Diagnostics/accept/refused");
        Assert.That(seen, Does.EndWith("(exit code 1)\n"));
    }

    [Test]
    public void What_a_row_says_is_accepted_as_its_column()
    {
        const string table = "# examples:\n#   | name | bucket |\n#   | one  | b1     |\n#   | two  | b2     |\ndeploy requirer bucket=${bucket}\ndeploy provider\nintegrate provider requirer\nsettle\n";
        using Bench bench = new Bench().With("rows.s3c", table + "expect databag requirer provider bucket=b1\nsettle\nexpect nothing\n").With("open.s3c", table + "expect nothing\n");

        bench.Run("accept", "--write", "@rows.s3c");
        bench.Run("accept", "--write", "@open.s3c");

        Assert.That(File.ReadAllText(bench["rows.s3c"]), Is.EqualTo(table + "expect databag requirer provider bucket=${bucket}\nsettle\nexpect nothing\n"));
        Assert.That(File.ReadAllText(bench["open.s3c"]), Does.Contain("expect only databag requirer provider bucket=${bucket}\n").And.Contain("expect only provider/0 credentials-requested bucket=${bucket}\n"));
        Assert.That(bench.Run("run", "@rows.s3c", "@open.s3c").Code, Is.Zero);
    }

    [Test]
    public void A_script_in_which_no_hook_runs_has_nothing_to_accept()
    {
        using Bench bench = new Bench().With("mine.s3c", "settle\nexpect quiet\n");

        Golden.Check(bench.Seen("accept", "@mine.s3c"), "Diagnostics/accept/no-hook");
    }

    [Test]
    public void Line_ends_of_Windows_stay()
    {
        using Bench bench = new Bench().With("mine.s3c", "deploy provider\r\nsettle\r\nexpect provider/0 error\r\n# end");

        bench.Run("accept", "--write", "@mine.s3c");

        Assert.That(File.ReadAllText(bench["mine.s3c"]), Is.EqualTo("deploy provider\r\nsettle\r\n! expect provider/0 error\r\n# end"));
    }
}
