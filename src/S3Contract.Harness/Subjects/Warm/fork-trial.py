

# What an import would change for all hooks: imports are tried in a child that is thrown away.


def tried(modules, replies, stage):
    """Imports in a child, and says what would not be the same if that were done once for all hooks."""
    pid = os.fork()
    if pid:
        KNOWN.update(modules)
        if os.waitpid(pid, 0)[1] != ANSWERED << 8:
            os.write(replies, b"-what it imports ends Python when it is loaded beforehand\n")
        return
    try:
        answer = trial(modules, replies, stage)
    except BaseException as error:
        answer = "-%s while it was tried" % type(error).__name__
    os.write(replies, answer.encode("utf-8", "replace").replace(b"\n", b" ") + b"\n")
    os._exit(ANSWERED)


def trial(modules, replies, stage):
    printed = os.memfd_create("printed")
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    watched = []
    watch_environment(watched)
    watch_calls(watched)
    before = set(descriptors())
    lacking = []
    for name in modules:
        if name in sys.modules:
            continue
        try:
            imported(name)
        except BaseException:
            lacking.append(name)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        found = watched[0] if watched else None
        if len(os.listdir("/proc/self/task")) > 1:
            found = "starts a thread"
        elif os.lseek(printed, 0, os.SEEK_END) > 0:
            found = "prints"
        else:
            opened = [link for number, link in descriptors() if (number, link) not in before]
            if opened:
                found = "opens a socket" if opened[0].startswith("socket:") else "keeps a file open"
        if found:
            return "-%s %s when it is imported" % (name, found)
    for name, module in list(sys.modules.items()):
        if name not in KNOWN and is_own(module, stage):
            return "-a module outside of the charm imports %s, which is the charm's own" % name
    return "+" + " ".join(lacking)


def descriptors():
    for number in os.listdir("/proc/self/fd"):
        try:
            yield number, os.readlink("/proc/self/fd/" + number)
        except OSError:
            pass


def watch_environment(seen):
    """Notes who looks at variables that are others in each hook."""

    def note(name):
        text = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
        if text in VARIED or text.startswith("JUJU_"):
            seen.append("looks at %s" % ("all of its environment" if text == "*" else text))

    kind = type(os.environ)

    class Watched(kind):
        def __getitem__(self, name):
            note(name)
            return kind.__getitem__(self, name)

        def __iter__(self):
            note("*")
            return kind.__iter__(self)

    os.environ.__class__ = Watched


def watch_calls(seen):
    """Notes who looks at its process number or folder, starts a program, or changes what belongs to the whole process."""

    def watched(name, what):
        call = getattr(os, name)

        def noted(*given, **named):
            frame = sys._getframe(1)
            while frame is not None and frame.f_globals.get("__name__") in ("os", "posixpath", "pathlib"):
                frame = frame.f_back
            module = frame.f_globals.get("__name__") if frame is not None else None
            if module and module.partition(".")[0] not in getattr(sys, "stdlib_module_names", (module,)):
                seen.append(what)
            return call(*given, **named)

        setattr(os, name, noted)

    watched("getpid", "looks at its process number")
    watched("getcwd", "looks at its working directory")
    watched("fork", "forks")

    def audit(event, _):
        if event in ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec"):
            seen.append("starts a program")
        elif event == "socket.connect":
            # To bind one and close it, as urllib3 does to learn of IPv6, is the same each time. One that stays is found.
            seen.append("connects to somebody")
        elif event in ("os.chdir", "os.fork"):
            seen.append("calls " + event)

    sys.addaudithook(audit)


def is_own(module, folder):
    """Is this of the charm itself, and not of what is installed beside it?"""
    file = getattr(module, "__file__", None)
    if not isinstance(file, str) or not file.startswith(folder + "/"):
        return False
    return file[len(folder) + 1 :].split("/")[0] not in ("venv", ".venv")
