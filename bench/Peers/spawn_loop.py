"""The floor of cold hooks: the same processes as in a recorded run, one after the other, and nothing else.

    spawn_loop.py TAPE PROVIDER REQUIRER

TAPE is what record-dispatch.sh has written; each unit gets a copy of its charm. Prints the seconds, the number of hooks and of hook commands, and
how many hooks ended otherwise than in the recorded run.
"""

import os
import pathlib
import shutil
import sys
import time

tape, *charms = map(pathlib.Path, sys.argv[1:])
charms = dict(zip(("provider", "requirer"), charms))
units = tape / "units"
shutil.rmtree(units, ignore_errors=True)

hooks, commands = [], 0
for hook in sorted((folder for folder in tape.iterdir() if folder.name.isdigit()), key=lambda folder: int(folder.name)):
    recorded = (hook / "folder").read_text()
    environment = dict(pair.split("=", 1) for pair in (hook / "environment").read_text("utf-8", "surrogateescape").split("\0") if pair)
    unit = environment["JUJU_UNIT_NAME"]
    own = units / unit.replace("/", "-")
    if not own.exists():
        shutil.copytree(charms[unit.split("/")[0]], own, symlinks=True)
    tools, _, rest = environment["PATH"].partition(":")
    environment["PATH"] = f"{tape / 'replay'}:{rest}"
    environment["BENCH_HOOK"] = str(hook)
    environment = {name: value.replace(recorded, str(own)) for name, value in environment.items()}
    commands += int((hook / "next").read_text())
    (hook / "next").write_text("0\n")
    hooks.append((str(own), environment, int((hook / "code").read_text())))

null = os.open("/dev/null", os.O_RDWR)
streams = [(os.POSIX_SPAWN_DUP2, null, number) for number in range(3)]
others = 0
begin = time.perf_counter()
for folder, environment, code in hooks:
    os.chdir(folder)
    program = folder + "/dispatch"
    _, status = os.waitpid(os.posix_spawn(program, [program], environment, file_actions=streams), 0)
    others += os.waitstatus_to_exitcode(status) != code
print(time.perf_counter() - begin, len(hooks), commands, others)
