# A Python that has a charm's imports loaded, and forks for each hook. Started by the harness with the charm's own interpreter, flags and
# environment, in the staged copy of the charm, so that all that Python does when it starts is done as for the charm.
#
#   fork-server.py REQUESTS STAGE [NAMESPACE]
#
# With NAMESPACE, that of the harness's processes, it is isolated with one unit in a namespace of its own, in which there is nobody else.
#
# One program in five files that are put together: this one, fork-trial.py, fork-command.py, fork-pages.py,
# fork-hook.py.
#
# Requests come through the named pipe REQUESTS, one line each, and only when the one before is answered:
#
#   try FILE    imports the modules that FILE names (one a line) in a child that is thrown away: "+" if they can be loaded beforehand, else
#               "-" and why not, in words. Names that cannot be imported follow "+".
#   load FILE   imports them here: "+"
#   run FILE    forks for the hook that FILE tells of: the number of its process, or "!" and the system's error
#   reap PID    waits for the end of a hook: its status as wait gives it
#
# FILE of "run" holds, each ended by NUL: folder, standard output, standard error, where to tell of new modules, script as it was named, the
# number of arguments and the arguments, sys.orig_argv likewise, and the environment. Nothing is imported here that Python has not loaded by itself.
import os
import sys

VARIED = ("CHARM_DIR", "PWD", "OLDPWD", "*")
LONGEST = 4096
INTERRUPTED = -2
ANSWERED = 77

# A module that warns of itself looks at who imports it, and says so aloud only to a script: here that is the charm's other modules.
BESIDE = {"__name__": "beside"}
exec("def imported(name): __import__(name)", BESIDE)
imported = BESIDE["imported"]


def serve(requests, replies, stage):
    """Answers requests. Comes back only in a child that is to be a hook, with what it has to know."""
    while True:
        line = os.read(requests, LONGEST)
        if not line:
            os._exit(0)
        word, _, rest = line.rstrip(b"\n").partition(b" ")
        if word == b"run":
            job = fields(rest)
            compile_beforehand(job[0], job[4])
            try:
                pid = os.fork()
            except OSError as error:
                os.write(replies, b"!%d\n" % error.errno)
                continue
            if pid == 0:
                os.close(requests)
                os.close(replies)
                PAGES.copy()
                return job
            if PAGES.madvise and PAGES.left:
                PAGES.ask(pid, job[3] + ".pages")
            os.write(replies, b"%d\n" % pid)
        elif word == b"reap":
            status = os.waitpid(int(rest), 0)[1]
            end_others()
            PAGES.take(int(rest))
            os.write(replies, b"%d\n" % status)
        elif word == b"try":
            tried(names(rest), replies, stage)
        elif word == b"load":
            load(names(rest))
            os.write(replies, b"+\n")


def end_others():
    """Where a hook is isolated, what it leaves behind ends with it."""
    if APART:
        try:
            os.kill(-1, 9)
        except OSError:
            pass


def content(path):
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = []
        while True:
            part = os.read(descriptor, 1 << 20)
            if not part:
                return b"".join(parts)
            parts.append(part)
    finally:
        os.close(descriptor)


def names(path):
    return [name for name in content(path).decode().split("\n") if name]


def fields(path):
    """The fields of a hook: folder, out, error, report, script, arguments, original arguments, environment."""
    texts = content(path).split(b"\0")[:-1]
    listed = []
    at = 5
    for _ in range(2):
        count = int(texts[at])
        listed.append([os.fsdecode(text) for text in texts[at + 1 : at + 1 + count]])
        at += 1 + count
    return [os.fsdecode(text) for text in texts[:5]] + listed + [texts[at:]]


# What to load beforehand.


def load(modules):
    """Imports, and notes what hooks would have to look through all modules for: each page of memory that one of them touches is copied."""
    KNOWN.update(modules)
    for name in modules:
        if name not in sys.modules:
            try:
                imported(name)
            except BaseException:
                pass
    answer_commands()
    PAGES.begin()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    import gc

    if "gc" not in KNOWN:
        del sys.modules["gc"]
    LOADED.clear()
    LOADED.update(sys.modules)
    LOADED.discard("__main__")
    STAGED[:] = [module for module in sys.modules.values() if in_stage(getattr(module, "__file__", None))]
    gc.collect()
    gc.freeze()
