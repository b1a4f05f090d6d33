"""The floor of warm hooks: one Python that has loaded a program's imports forks for each hook, and the child runs the program.

    fork_loop.py PROGRAM HOOKS

Prints the seconds, the hooks, and whether the program found ops.
"""

import os
import sys
import time

program, hooks = sys.argv[1], int(sys.argv[2])
os.environ["JUJU_DISPATCH_PATH"] = "hooks/update-status"
with open(program) as file:
    code = compile(file.read(), program, "exec")
exec(code, {"__name__": "__main__"})
begin = time.perf_counter()
for _ in range(hooks):
    pid = os.fork()
    if pid == 0:
        exec(code, {"__name__": "__main__"})
        os._exit(0)
    if os.waitpid(pid, 0)[1]:
        sys.exit("a forked hook failed")
print(time.perf_counter() - begin, hooks, "ops" if "ops" in sys.modules else "-")
