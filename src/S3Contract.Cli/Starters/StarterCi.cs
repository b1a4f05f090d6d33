namespace S3Contract.Cli.Starters;

/// <summary>Snippets that run the check in CI.</summary>
internal static class StarterCi
{
    /// <summary>For any CI that runs a shell.</summary>
    /// <param name="folder">The charm's folder.</param>
    /// <param name="role">The role that its scripts are run in: <c>provider</c> or <c>requirer</c>.</param>
    public static string Shell(string folder, string role) => $"""
        #!/bin/sh
        # Checks this charm in CI. Needs the .NET 10 SDK{(IsPython(folder) ? " and python3 with its venv module" : "")}; run it from the charm's folder.
        set -eu
        command -v s3contract >/dev/null || dotnet tool install --global S3Contract.Cli
        PATH="$PATH:$HOME/.dotnet/tools"
        {(IsPython(folder) ? Python(folder) : "")}# Level strict. What the charm does not keep yet is waived in s3contract.yaml, each clause with its reason:
        # s3contract init --baseline writes that list for a charm that is checked for the first time.
        s3contract check . --level strict --report junit=s3contract.xml
        s3contract run contract --{role} .

        """.ReplaceLineEndings("\n");

    /// <summary>For GitHub Actions.</summary>
    /// <param name="folder">The charm's folder.</param>
    public static string GitHub(string folder) => $$"""
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
        {{(IsPython(folder) ? SetUpPython : "")}}      - run: sh contract/ci.sh
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: s3contract
                  path: "**/s3contract.xml"

        """.ReplaceLineEndings("\n");

    private const string SetUpPython = "      - uses: actions/setup-python@v5\n        with:\n          python-version: \"3.12\"\n";

    /// <summary>Is it the source of a charm in Python?</summary>
    private static bool IsPython(string folder) => File.Exists(Path.Combine(folder, "src", "charm.py"));

    // The virtual environment is called as charmcraft calls it: that is where a check looks for the charm's packages.
    private static string Python(string folder) =>
        "[ -x venv/bin/python3 ] || python3 -m venv venv\n" + Requirements(folder);

    private static string Requirements(string folder)
    {
        const string Install = "venv/bin/pip install --quiet --requirement ";
        if (File.Exists(Path.Combine(folder, "requirements.txt")))
        {
            return Install + "requirements.txt\n";
        }

        if (File.Exists(Path.Combine(folder, "uv.lock")))
        {
            return "venv/bin/pip install --quiet uv\n"
                + "venv/bin/uv export --quiet --frozen --no-dev --no-emit-project --no-hashes --output-file venv/requirements.txt\n"
                + Install + "venv/requirements.txt\n";
        }

        return File.Exists(Path.Combine(folder, "poetry.lock"))
            ? "venv/bin/pip install --quiet poetry poetry-plugin-export\n"
                + "venv/bin/poetry export --quiet --without-hashes --output venv/requirements.txt\n"
                + Install + "venv/requirements.txt\n"
            : "# There is no requirements.txt: name here what the charm imports besides ops.\nvenv/bin/pip install --quiet ops\n";
    }
}
