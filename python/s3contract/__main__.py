"""`python3 -m s3contract`: the command, by way of the interpreter it was installed for."""

import os
import sys

import s3contract

path = s3contract.command()
if path is None:
    sys.exit("s3contract: its command is not where pip put it; install the package again")
os.execv(path, [path, *sys.argv[1:]])
