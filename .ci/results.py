"""Reads what `dotnet test` left in a folder: `coverage` prints line and branch coverage of the libraries, merged over all
test projects; `count` names each test that failed, with what it said, prints the closing line `N passed, N failed` and fails if a test failed,
none ran, or a project in tests left no result."""
import pathlib
import re
import sys
import xml.etree.ElementTree as xml


def coverage(folder):
    lines, branches = {}, {}
    for report in sorted(folder.rglob("coverage.cobertura.xml")):
        for package in xml.parse(report).getroot().iter("package"):
            for source in package.iter("class"):
                for line in source.iter("line"):
                    place = (package.get("name"), source.get("filename"), int(line.get("number")))
                    lines[place] = max(lines.get(place, 0), int(line.get("hits")))
                    found = re.search(r"\((\d+)/(\d+)\)", line.get("condition-coverage") or "")
                    if found:
                        covered, total = int(found[1]), int(found[2])
                        branches[place] = (max(branches.get(place, (0, 0))[0], covered), total)
    for name in ("S3Contract", "S3Contract.Reference", "S3Contract.Harness", "S3Contract.Servers", "S3Contract.NUnit"):
        hits = [hit for place, hit in lines.items() if place[0] == name]
        forks = [fork for place, fork in branches.items() if place[0] == name]
        if not hits:
            sys.exit(f"no coverage of {name} was recorded")
        line_rate = 100 * sum(hit > 0 for hit in hits) / len(hits)
        branch_rate = 100 * sum(fork[0] for fork in forks) / max(1, sum(fork[1] for fork in forks))
        print(f"{name}: {line_rate:.1f} % of {len(hits)} lines, {branch_rate:.1f} % of {sum(f[1] for f in forks)} branches")


TEAM_TEST = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"
SAID = 40  # lines of a failed test that are shown


def count(folder):
    passed = failed = other = 0
    tested = set()
    for report in sorted(folder.rglob("*.trx")):
        root = xml.parse(report).getroot()
        for result in root.iter(TEAM_TEST + "UnitTestResult"):
            if result.get("outcome") == "Failed":
                said = [text for part in ("Message", "StackTrace", "StdOut") for text in (result.findtext(f".//{TEAM_TEST}{part}") or "").splitlines()]
                print(f"!! {result.get('testName')}", *said[:SAID], sep="\n   ", end="\n\n")
        tested |= {test.get("storage") for test in root.iter(TEAM_TEST + "UnitTest")}
        for counters in root.iter(TEAM_TEST + "Counters"):
            good, bad = int(counters.get("passed")), int(counters.get("failed"))
            passed, failed, other = passed + good, failed + bad, other + int(counters.get("total")) - good - bad
    projects = len(list(pathlib.Path("tests").glob("*/*.csproj")))
    if len(tested) != projects:
        print(f"!! results of {len(tested)} test projects, and there are {projects}: {' '.join(sorted(tested))}")
    print(f"{passed} passed, {failed} failed" + (f", {other} skipped" if other else ""))
    if failed or not passed or len(tested) != projects:
        sys.exit(1)


{"coverage": coverage, "count": count}[sys.argv[1]](pathlib.Path(sys.argv[2]))
