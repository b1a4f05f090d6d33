namespace S3Contract.Cli.Starters;

/// <summary>Snippets that run the check in CI.</summary>
internal static class StarterCi
{
    /// <summary>For any CI that runs a shell.</summary>
    public const string Shell = """
        #!/bin/sh
        # Checks this charm in CI. Needs the .NET 10 SDK; run it from the charm's folder.
        set -eu
        command -v s3contract >/dev/null || dotnet tool install --global S3Contract.Cli
        PATH="$PATH:$HOME/.dotnet/tools"
        s3contract check . --report junit=s3contract.xml
        s3contract run contract --ROLE .

        """;

    /// <summary>For GitHub Actions.</summary>
    public const string GitHub = """
        # Checks this charm on every push. Copy it to .github/workflows/s3contract.yaml in the root of your repository,
        # and set working-directory to the charm's folder if that is another one.
        name: s3contract
        on: [push, pull_request]
        jobs:
          s3contract:
            runs-on: ubuntu-latest
            defaults:
              run:
                working-directory: .
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-dotnet@v4
                with:
                  dotnet-version: "10.0.x"
              - run: sh contract/ci.sh
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: s3contract
                  path: "**/s3contract.xml"

        """;
}
