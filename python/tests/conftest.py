import json
import os
import pathlib
import sys
import textwrap

import pytest

pytest_plugins = ["pytester"]

PACKAGE = str(pathlib.Path(__file__).resolve().parent.parent)


@pytest.fixture
def check(pytester, monkeypatch):
    """Runs `pytest --s3contract` with a command `s3contract` that ends with a code and reports these clauses (None: it writes no report)."""

    def run(*arguments, clauses=(), code=0, errors=""):
        program = pytester.mkdir("bin") / "s3contract"
        program.write_text(textwrap.dedent(f"""\
            #!{sys.executable}
            import json, pathlib, sys
            pathlib.Path("called.json").write_text(json.dumps(sys.argv[1:]))
            level = next(word[8:] for word in sys.argv if word.startswith("--level="))
            files = dict(word[9:].split("=", 1) for word in sys.argv if word.startswith("--report="))
            clauses = {clauses!r}
            if clauses is not None:
                subject = dict(name="mine", role="provider", endpoint="s3", host="process")
                pathlib.Path(files["json"]).write_text(json.dumps(dict(level=level, subject=subject, clauses=clauses)))
                cases = "".join(f'<testcase name="{{c["id"]}}"><failure>why {{c["id"]}} fails</failure></testcase>'
                                for c in clauses if c["verdict"] == "fail")
                pathlib.Path(files["junit"]).write_text(f"<testsuites><testsuite>{{cases}}</testsuite></testsuites>")
            sys.stderr.write({errors!r})
            sys.exit({code})
            """))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("PYTHONPATH", PACKAGE)
        return pytester.runpytest_subprocess("-p", "s3contract.pytest_plugin", "--s3contract", *arguments)

    return run


@pytest.fixture
def called(pytester):
    """The arguments with which the command was called."""
    return lambda: json.loads((pytester.path / "called.json").read_text())
