"""Looks into two folders of the same packages: packages.py ONE OTHER REPOSITORY COMMIT"""

import hashlib
import pathlib
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

one, other, repository, commit = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
problems = []


def same(name):
    a, b = (one / name).read_bytes(), (other / name).read_bytes()
    if a != b:
        with zipfile.ZipFile(one / name) as first, zipfile.ZipFile(other / name) as second:
            differing = sorted(
                entry for entry in {*first.namelist(), *second.namelist()}
                if entry not in first.namelist() or entry not in second.namelist() or first.read(entry) != second.read(entry))
        problems.append(f"{name}: the two differ in {', '.join(differing) or 'how they are packed'}")
    print(f"{hashlib.sha256(a).hexdigest()}  {name}  {len(a)} bytes")


def described(name):
    with zipfile.ZipFile(one / name) as package:
        files = package.namelist()
        metadata = ElementTree.fromstring(package.read(next(file for file in files if file.endswith(".nuspec"))))[0]
        told = {child.tag.split("}")[1]: child for child in metadata}
        for field in ("readme", "icon", "tags", "releaseNotes", "license", "description", "authors"):
            if not (told[field].text or "").strip() if field in told else True:
                problems.append(f"{name}: no {field}")
        for field in ("readme", "icon"):
            if field in told and told[field].text not in files:
                problems.append(f"{name}: {told[field].text} is not in it")
        place = told["repository"].attrib if "repository" in told else {}
        if (place.get("url", "").removesuffix(".git"), place.get("commit")) != (repository, commit):
            problems.append(f"{name}: its repository is {place}")


def symbols(name):
    with zipfile.ZipFile(one / name) as package:
        for file in package.namelist():
            if file.endswith(".pdb") and "S3Contract" in file:
                text = package.read(file)
                link = f"https://raw.githubusercontent.com/{repository.split('/', 3)[3]}/{commit}/*".encode()
                if link not in text:
                    problems.append(f"{name}: {file} does not lead to the sources")
                if str(one).encode() in text:
                    problems.append(f"{name}: {file} holds a path of this machine")
                yield file


names = sorted(file.name for file in one.iterdir())
if names != sorted(file.name for file in other.iterdir()):
    problems.append("the two times do not make the same packages")
for name in names:
    same(name)
    if name.endswith(".nupkg"):
        described(name)
found = [file for name in names if name.endswith(".snupkg") for file in symbols(name)]
if len(found) < 6:
    problems.append(f"symbols are there for {', '.join(found) or 'nothing'} only")
print("\n".join(problems) or f"{len(names)} packages, twice the same bytes, {len(found)} with symbols that lead to the sources")
sys.exit(bool(problems))
