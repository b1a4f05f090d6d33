

# Hook commands that a hook runs by subprocess.run: asked from here, by the protocol of hook-command.sh, without the start of a shell. What is not
# the plain case is left to subprocess.

PLAIN = {"args", "stdin", "stdout", "stderr", "encoding", "errors", "text", "universal_newlines", "env", "cwd", "shell"}
LONGEST_ARGUMENT = 100_000
LONGEST_WORDS = 1_000_000


class Answered:
    """To subprocess.run a process; it is none."""

    def __init__(self, subprocess, named):
        self.args = named["args"]
        self.pipe, self.named = subprocess.PIPE, named
        self.returncode = None

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        pass

    def communicate(self, input=None, timeout=None):
        encoding, errors = self.named.get("encoding") or sys.getfilesystemencoding(), self.named.get("errors") or "strict"
        given = input.encode(encoding, errors) if isinstance(input, str) else input
        self.returncode, *said = asked([os.fsencode(word) for word in self.args], given)
        shown = []
        for name, number, text in (("stdout", 1, said[0]), ("stderr", 2, said[1])):
            where = self.named.get(name)
            if where is None:
                write_all(number, text)
            elif where == self.pipe and is_text(self.named):
                text = text.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")
            shown.append(text if where == self.pipe else None)
        return tuple(shown)

    def poll(self):
        return self.returncode

    wait = poll


def answer_commands():
    """From now on subprocess.run asks for hook commands itself."""
    subprocess = sys.modules.get("subprocess")
    popen = getattr(subprocess, "Popen", None)
    if popen is None or getattr(popen, "_asks", False):
        return

    def new(kind, *given, **named):
        caller = sys._getframe(1)
        if kind is asking and caller.f_code is run and len(given) <= 1 and os.getpid() != SERVER:
            all_named = dict(named, args=given[0]) if given else named
            if is_plain(subprocess, all_named, caller.f_locals.get("input")):
                return Answered(subprocess, all_named)
        return object.__new__(kind)

    run = subprocess.run.__code__
    asking = type(popen)("Popen", (popen,), {"__new__": new, "__module__": popen.__module__, "__doc__": popen.__doc__, "_asks": True})
    subprocess.Popen = asking


def is_text(named):
    return bool(named.get("encoding") or named.get("errors") or named.get("text") or named.get("universal_newlines"))


def is_plain(subprocess, named, given):
    words, usual = named.get("args"), (None, subprocess.PIPE, subprocess.DEVNULL)
    if not isinstance(words, (list, tuple)) or not words or not all(type(word) is str and "\0" not in word for word in words):
        return False
    if not PLAIN.issuperset(named) or any(named.get(name) for name in ("env", "cwd", "shell")) or named.get("env") is not None:
        return False
    if any(named.get(name) not in usual for name in ("stdin", "stdout", "stderr")) or not is_utf8(named):
        return False
    if given is not None and not isinstance(given, str if is_text(named) else bytes):
        return False
    if not sys.stdout or not sys.stderr or reads_input(words) and named.get("stdin") != subprocess.PIPE:
        return False
    if any(len(word) > LONGEST_ARGUMENT for word in words) or sum(len(word) for word in words) > LONGEST_WORDS:
        return False
    return "JUJU_CONTEXT_ID" in os.environ and "JUJU_AGENT_SOCKET_ADDRESS" in os.environ and is_command(words[0])


def is_utf8(named):
    names = [named.get("encoding") or sys.getfilesystemencoding(), sys.getfilesystemencoding()]
    return all(isinstance(name, str) and name.lower().replace("_", "-") in ("utf-8", "utf8") for name in names)


def is_command(name):
    """Would the search path lead to a hook command?"""
    if not name or "/" in name:
        return False
    for folder in os.get_exec_path():
        try:
            return os.readlink(os.path.join(folder, name)) == ".hook-command"
        except OSError as error:
            if error.errno == 22:
                return False
    return False


def reads_input(words):
    return words[0] in ("relation-set", "state-set") and ("-" in words[1:] or "--file=-" in words[1:])


def asked(words, given):
    """Hands the command line to the harness, and gives exit code, standard output and standard error."""
    name = words[0].decode("utf-8", "replace")
    place = os.path.dirname(os.environ["JUJU_AGENT_SOCKET_ADDRESS"])
    try:
        number = int(content(place + "/next"))
    except (OSError, ValueError):
        return ended(name)
    fields = [os.fsencode(os.environ["JUJU_CONTEXT_ID"]), os.fsencode(working_folder())] + words
    try:
        request = claimed(place, number, b"".join(field + b"\0" for field in fields))
        if request is None:
            return ended(name)
        number = request
        if reads_input([word.decode("utf-8", "replace") for word in words]):
            written(place + "/%d.in" % number, given or b"")
    except OSError:
        tell_harness(place, b"!\n")
        return 1, b"", ("ERROR %s: cannot write to %s\n" % (name, place)).encode()
    try:
        pipe = "%s/%d.a" % (place, number)
        if not os.path.exists(pipe):
            tell_harness(place, b"+%d\n" % number)
            while not os.path.exists(pipe):
                if not os.path.exists(place + "/next"):
                    return ended(name)
        descriptor = os.open(pipe, os.O_RDONLY | os.O_CLOEXEC)
        try:
            tell_harness(place, b"*%d\n" % number)
            line = b""
            while not line.endswith(b"\n"):
                part = os.read(descriptor, 4096)
                if not part:
                    return ended(name)
                line += part
        finally:
            os.close(descriptor)
        if line == b"0\n":
            return 0, b"", b""
        if line.startswith(b"="):
            return 0, line[1:], b""
        return int(line[1:]), content("%s/%d.o1" % (place, number)), content("%s/%d.o2" % (place, number))
    except (OSError, ValueError):
        return ended(name)


def claimed(place, number, request):
    """Writes the request under the first free number."""
    while True:
        try:
            written("%s/%d.q" % (place, number), request)
            return number
        except FileExistsError:
            number += 1
        except FileNotFoundError:
            return None


def written(path, text):
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        write_all(descriptor, text)
    finally:
        os.close(descriptor)


def write_all(descriptor, text):
    while text:
        text = text[os.write(descriptor, text) :]


def tell_harness(place, line):
    descriptor = os.open(place + "/requests", os.O_RDWR | os.O_CLOEXEC)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def working_folder():
    """The folder as a shell tells it: as it was come by, if that leads there."""
    shown = os.environ.get("PWD", "")
    try:
        if shown.startswith("/") and os.path.samestat(os.stat(shown), os.stat(".")):
            return shown
    except OSError:
        pass
    return os.getcwd()


def ended(name):
    return 1, b"", ("ERROR %s: the hook that this command belongs to has ended\n" % name).encode()
