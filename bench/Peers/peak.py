"""Runs a program and prints how long it took, in seconds of processor time, and the most memory it had, in MB: peak.py PROGRAM ARGUMENT..."""

import resource
import subprocess
import sys

ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, ended.returncode)
