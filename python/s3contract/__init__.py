"""S3Contract: the conformance suite of the Juju relation interface s3. This package brings its command, `s3contract`, and a pytest plugin."""

import importlib.metadata
import os
import shutil


def command():
    """The file of the command `s3contract` that this package brought; else the one on the search path; None if there is none."""
    for file in _installed():
        if file.name == "s3contract" and file.parent.name == "bin":
            path = os.path.realpath(file.locate())
            if os.access(path, os.X_OK):
                return path
    return shutil.which("s3contract")


def _installed():
    try:
        return importlib.metadata.files("s3contract") or ()
    except importlib.metadata.PackageNotFoundError:
        return ()
