"""The clauses of the contract as pytest items: `pytest --s3contract` in a charm's repository.

One check is run, before anything is collected; its JSON report gives the verdicts, its JUnit report the texts of failures. A clause that is
inconclusive, or whose level does not count, is skipped with the reason; one that the charm's profile waives is an expected failure.
"""

import dataclasses
import json
import os
import pathlib
import shlex
import subprocess
import tempfile
import xml.etree.ElementTree as xml

import pytest

import s3contract

LEVELS = ("core", "library", "strict")
ENDED_WITH_A_VERDICT = (0, 1)


def pytest_addoption(parser):
    group = parser.getgroup("s3contract", "the Juju relation interface s3")
    group.addoption("--s3contract", action="store_true", help="check the charm; one test for each clause of the contract")
    group.addoption("--s3contract-charm", metavar="CHARM", help="its folder or .charm file; else the folder of the tests, or the next above it, with a charmcraft.yaml or metadata.yaml")
    group.addoption("--s3contract-level", metavar="LEVEL", choices=LEVELS, default="core", help="which clauses count: core (default), library, strict")
    group.addoption("--s3contract-role", metavar="ROLE", choices=("provider", "requirer"), help="only this role; else every role of the charm")
    group.addoption("--s3contract-profile", metavar="FILE", help="the charm's profile; else s3contract.yaml in its folder")
    group.addoption("--s3contract-args", metavar="ARGS", default="", help="more options of `s3contract check`: --s3contract-args='--cases 0'")


@dataclasses.dataclass(frozen=True)
class Check:
    """What a check said: the exit code, what stood on standard error, the report as in docs/report.md (None if there is none), and the text
    of each failure by clause."""

    code: int
    errors: str
    report: dict
    failures: dict

    @classmethod
    def run(cls, config):
        """Runs the check that the options of pytest ask for."""
        program = s3contract.command()
        if program is None:
            raise pytest.UsageError("--s3contract: there is no command s3contract; install the package s3contract again")
        with tempfile.TemporaryDirectory(prefix="s3contract-pytest-") as folder:
            reports = {name: pathlib.Path(folder, name) for name in ("json", "junit")}
            arguments = [*_arguments(config), *(f"--report={name}={path}" for name, path in reports.items())]
            done = subprocess.run(
                [program, "check", *arguments], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False)
            if not reports["json"].exists():
                return cls(done.returncode, done.stderr, None, {})
            return cls(done.returncode, done.stderr, json.loads(reports["json"].read_text("utf-8")), _failures(reports["junit"]))

    def items(self, parent):
        """The items: whether the charm could be judged, then clause by clause."""
        clauses = self.report["clauses"] if self.report else []
        counted = [clause for clause in clauses if self.counts(clause)]
        yield Judged.from_parent(parent, name="judged", check=self, told=any(clause["verdict"] == "fail" for clause in counted))
        for clause in clauses:
            yield Clause.from_parent(parent, name=clause["id"], check=self, clause=clause)

    def counts(self, clause):
        """Does the level of the clause count for the verdict of the whole?"""
        return LEVELS.index(clause["level"]) <= LEVELS.index(self.report["level"])


def _arguments(config):
    yield config.getoption("s3contract_charm") or os.path.relpath(_charm_around(config.rootpath))
    yield f"--level={config.getoption('s3contract_level')}"
    for name in ("role", "profile"):
        value = config.getoption(f"s3contract_{name}")
        if value is not None:
            yield f"--{name}={value}"
    yield from shlex.split(config.getoption("s3contract_args"))


def _charm_around(folder):
    described = (up for up in (folder, *folder.parents) if any((up / name).is_file() for name in ("charmcraft.yaml", "metadata.yaml")))
    return next(described, folder)


def _failures(junit):
    return {case.get("name"): case.findtext("failure") for case in xml.parse(junit).getroot().iter("testcase") if case.find("failure") is not None}


class Failed(Exception):
    """A clause does not hold, or the charm could not be judged. Shown as its text alone: no traceback has anything to do with it."""


class Contract(pytest.Collector):
    """The contract, beside the files of tests. Nothing is collected through it: the plugin adds its items to those of the session."""

    def collect(self):
        return []


class ContractItem(pytest.Item):
    """A test whose outcome is known already."""

    def __init__(self, *, check, **others):
        super().__init__(**others)
        self.check = check

    def repr_failure(self, excinfo, style=None):
        return str(excinfo.value) if isinstance(excinfo.value, Failed) else super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, 0, f"s3contract::{self.name}"


class Judged(ContractItem):
    """The charm could be run, and something could be judged. Fails where the check ended badly and no clause says why."""

    def __init__(self, *, told, **others):
        super().__init__(**others)
        self.told = told

    def runtest(self):
        if self.check.code not in ENDED_WITH_A_VERDICT or (self.check.code == 1 and not self.told):
            raise Failed(f"s3contract check ended with exit code {self.check.code}:\n{self.check.errors.strip()}")


class Clause(ContractItem):
    """One clause of the contract."""

    def __init__(self, *, clause, **others):
        super().__init__(**others)
        self.clause = clause
        self.extra_keyword_matches.add(clause["level"])
        reason = self._why_skipped()
        if reason:
            self.add_marker(pytest.mark.skip(reason=reason))

    def runtest(self):
        verdict = self.clause["verdict"]
        if verdict == "waived":
            pytest.xfail(self.clause["reason"] or "waived by the profile")
        if verdict != "pass":
            raise Failed(self.check.failures.get(self.name) or f"{self.name}: {verdict}: {self._first_message()}")

    def _why_skipped(self):
        if self.clause["verdict"] == "inconclusive":
            return f"inconclusive: {self.clause['reason']}"
        if self.clause["verdict"] == "fail" and not self.check.counts(self.clause):
            return f"fails, but level {self.clause['level']} does not count at {self.check.report['level']}: {self._first_message()}"
        return None

    def _first_message(self):
        return next((violation["message"] for violation in self.clause["violations"]), "")


class Plugin:
    """What the plugin does once it was asked for."""

    def __init__(self, config):
        told = getattr(config, "workerinput", {}).get("s3contract")
        self.check = Check(**told) if told else None

    # The header has been written, and the workers of pytest-xdist are not started yet.
    def pytest_sessionstart(self, session):
        if self.check is None:
            reporter = session.config.pluginmanager.get_plugin("terminalreporter")
            if reporter:
                reporter.write_line("s3contract: checking the charm, which takes a while")
            self.check = Check.run(session.config)

    # Before -k and -m choose.
    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, session, items):
        contract = Contract.from_parent(session, name="s3contract", nodeid="s3contract", path=session.config.rootpath)
        items.extend(self.check.items(contract))

    # The workers of pytest-xdist are told what the one check said.
    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node):
        node.workerinput["s3contract"] = dataclasses.asdict(self.check)


def pytest_configure(config):
    if config.getoption("s3contract"):
        config.pluginmanager.register(Plugin(config), "s3contract-check")
