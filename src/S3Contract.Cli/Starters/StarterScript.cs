namespace S3Contract.Cli.Starters;

/// <summary>The script that an author begins with: it runs, it passes, and its comments say why each line is there.</summary>
internal static class StarterScript
{
    /// <summary>Its text.</summary>
    /// <param name="run">The command that runs it.</param>
    /// <param name="bucket">Can the requirer be told which bucket to ask for?</param>
    public static string Text(string run, bool bucket = true)
    {
        string asked = bucket ? " bucket=${bucket}" : "";
        string variable = bucket ? "# let: bucket=backups\n" : "";
        return $$"""
            # Who asks for a bucket is answered with a whole pair of keys, and a new pair reaches every unit.
            # covers: data.mandatory-fields live.answered live.latest-credentials
            {{variable}}#
            # Say above what the rule is, and which clauses it is about; s3contract explain lists them.
            # Run this script with: {{run}}
            # Try lines one by one with s3contract shell; the language is described by s3contract help script.

            # Two applications, named after their roles. One is played by the charm under test, the other by a reference charm.
            deploy provider
            deploy requirer --units 2{{asked}}
            integrate provider requirer

            # Hooks run until no unit has one. What an expectation looks at is what happened since the expectations before it.
            # An empty value means: not there.
            settle
            expect quiet
            expect databag provider requirer access-key= secret-key=

            # There is something to give out from now on. How your charm is told is up to its profile, s3contract.yaml.
            issue provider access-key=FIRST-ACCESS-KEY secret-key=FIRST-SECRET-KEY
            settle
            expect databag provider requirer access-key=FIRST-ACCESS-KEY secret-key=FIRST-SECRET-KEY{{asked}}

            # A rotation: never the new half of the pair beside the old one, and no unit is left behind.
            issue provider access-key=SECOND-ACCESS-KEY secret-key=SECOND-SECRET-KEY
            settle
            expect databag provider requirer access-key=SECOND-ACCESS-KEY secret-key=SECOND-SECRET-KEY{{asked}}
            expect requirer/* hook relation-changed

            # When nothing is done, nothing happens. (expect only … says: this, and nothing else.)
            settle
            expect nothing

            """.ReplaceLineEndings("\n");
    }
}
