

# A hook: the child that becomes the charm, and its end.


def become(job, stage):
    """Makes this process what a fresh Python is that was started for the hook. Returns the code to run and where it runs."""
    folder, out, error, _, script, arguments, original, environment = job
    os.setsid()
    os.chdir(folder)
    for path, number in ((out, 1), (error, 2)):
        descriptor = os.open(path, os.O_WRONLY)
        os.dup2(descriptor, number)
        os.close(descriptor)
    take_environment(environment)
    file = os.path.join(folder, script)
    move(stage, folder)
    sys.argv[:] = [script] + arguments
    if hasattr(sys, "orig_argv"):
        sys.orig_argv[:] = original
    if SCRIPT_PATH is not None:
        sys.path[SCRIPT_PATH] = os.path.dirname(os.path.realpath(file))
    main = type(sys)("__main__")
    values = {"__loader__": LOADER("__main__", file), "__annotations__": {}, "__builtins__": sys.modules["builtins"], "__file__": file, "__cached__": None}
    main.__dict__.update((name, value) for name, value in values.items() if name in globals())
    del sys.modules["__main__"]
    sys.modules["__main__"] = main
    return compile_script(file), main.__dict__


def compile_beforehand(folder, script):
    """Compiles the script in the staged copy, so that hooks need not."""
    path = os.path.join(STAGE, os.path.relpath(os.path.join(folder, script), folder))
    if COMPILED[0] == path:
        return
    COMPILED[:] = [path, None, None]
    printed = os.memfd_create("printed")
    quiet = os.dup(2)
    os.dup2(printed, 2)
    try:
        text = content(path)
        code = compile(text, path, "exec", dont_inherit=True)
        if os.lseek(printed, 0, os.SEEK_END) == 0:
            COMPILED[:] = [path, text, code]
    except BaseException:
        pass
    finally:
        os.dup2(quiet, 2)
        os.close(quiet)
        os.close(printed)


def compile_script(file):
    """The code of the script: the same text is compiled once."""
    try:
        text = content(file)
        if COMPILED[1] == text:
            sys.modules["_imp"]._fix_co_filename(COMPILED[2], file)
            return COMPILED[2]
        return compile(text, file, "exec", dont_inherit=True)
    except BaseException as error:
        # Where it is shows in the message alone.
        error.__traceback__ = None
        end(died(error))


def take_environment(environment):
    pairs = [variable.partition(b"=")[::2] for variable in environment]
    os.environ.clear()
    for name, value in pairs:
        os.environ[os.fsdecode(name)] = os.fsdecode(value)
    posix = sys.modules["posix"]
    posix.environ.clear()
    posix.environ.update(pairs)
    show_environment(b"".join(variable + b"\0" for variable in environment))


def show_environment(block):
    """Writes the environment where the system shows it (/proc/PID/environ). Who looks for what a hook left behind looks there."""
    try:
        stat = content("/proc/self/stat")
        begin, end = [int(word) for word in stat[stat.rindex(b")") + 2 :].split()[47:49]]
        memory = os.open("/proc/self/mem", os.O_RDWR | os.O_CLOEXEC)
        try:
            os.pwrite(memory, block[: end - begin - 1].ljust(end - begin, b"\0"), begin)
        finally:
            os.close(memory)
    except (OSError, ValueError, IndexError):
        pass


def in_stage(path):
    return isinstance(path, str) and (path + "/").startswith(STAGE + "/")


def move(stage, folder):
    """What was found in the staged copy is the same in the folder of the unit."""

    def moved(path):
        return folder + path[len(stage) :] if in_stage(path) else path

    for name in ("executable", "_base_executable", "prefix", "exec_prefix"):
        if hasattr(sys, name):
            setattr(sys, name, moved(getattr(sys, name)))
    sys.path[:] = [moved(path) for path in sys.path]
    for path in [path for path in sys.path_importer_cache if in_stage(path)]:
        del sys.path_importer_cache[path]
    for module in STAGED:
        module.__file__ = moved(module.__file__)
        if getattr(module, "__cached__", None):
            module.__cached__ = moved(module.__cached__)
        if hasattr(module, "__path__"):
            module.__path__ = [moved(path) for path in module.__path__]
        spec = getattr(module, "__spec__", None)
        if spec is not None:
            spec.origin = moved(spec.origin)
            spec.cached = moved(spec.cached)
            if spec.submodule_search_locations is not None:
                spec.submodule_search_locations = module.__path__
        loader = getattr(module, "__loader__", None)
        if isinstance(getattr(loader, "path", None), str):
            loader.path = moved(loader.path)


def died(error):
    """Says of an exception what Python says of it, and gives the exit code."""
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
    if sys.version_info >= (3, 12):
        sys.last_exc = error
    hook = getattr(sys, "excepthook", sys.__excepthook__)
    try:
        hook(type(error), error, error.__traceback__)
    except SystemExit as end:
        return exit_code(end)
    except BaseException as second:
        second.__context__ = None
        second.__traceback__ = second.__traceback__.tb_next
        sys.stderr.write("Error in sys.excepthook:\n")
        sys.__excepthook__(type(second), second, second.__traceback__)
        sys.stderr.write("\nOriginal exception was:\n")
        sys.__excepthook__(type(error), error, error.__traceback__)
    return INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1


def exit_code(end):
    if end.code is None:
        return 0
    if isinstance(end.code, int):
        return end.code & 0xFF
    print(end.code, file=sys.stderr)
    return 1


def end(code):
    """Ends this process as Python ends, but for what was loaded beforehand, which it leaves as it is: to take it apart touches all of its memory."""
    if "threading" in sys.modules:
        sys.modules["threading"]._shutdown()
    import atexit

    atexit._run_exitfuncs()
    flushed()
    take_apart(new_modules())
    if not flushed():
        code = 120
    if TELLS and HOOK == os.getpid():
        try:
            tell_pages(JOB[3] + ".pages")
        except BaseException:
            pass
    if code == INTERRUPTED:
        import _signal

        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
        os.kill(os.getpid(), _signal.SIGINT)
    os._exit(code)


def take_apart(names):
    """Lets go of modules, and then empties those that something still holds; what a file object still keeps is written."""
    import _io
    import _weakref
    import gc

    held = []
    for name in names:
        module = sys.modules.pop(name, None)
        if isinstance(module, type(sys)):
            held.append(_weakref.ref(module))
    module = None
    gc.collect()
    for reference in held:
        module = reference()
        if module is not None:
            for name in list(module.__dict__):
                if name != "__builtins__":
                    module.__dict__[name] = None
    module = None
    gc.collect()
    for thing in gc.get_objects():
        if isinstance(thing, (_io.TextIOWrapper, _io.BufferedWriter, _io.BufferedRandom)):
            try:
                thing.flush()
            except (OSError, ValueError):
                pass


def flushed():
    """Writes what standard output and error still keep; false if standard output cannot be written."""
    fine = True
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except BaseException as error:
            if stream is sys.stdout:
                fine = False
                sys.unraisablehook(sys.UnraisableHookArgs((type(error), error, error.__traceback__, None, stream)))
    return fine


def new_modules():
    """The names of the modules that this hook has imported itself, the last one first."""
    names = []
    for name in reversed(sys.modules):
        if name in LOADED:
            break
        names.append(name)
    return names


def tell(report, folder):
    """Tells which modules of others this hook has imported itself."""
    new = []
    for name in reversed(new_modules()):
        module = sys.modules[name]
        file = getattr(module, "__file__", None)
        spec = getattr(module, "__spec__", None)
        if name in KNOWN or name == "__main__" or spec is None or "\n" in name or spec.name != name:
            continue
        if isinstance(file, str) and os.path.isabs(file) and not is_own(module, folder) or spec.origin in ("built-in", "frozen"):
            new.append(name)
    if new:
        descriptor = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        os.write(descriptor, "\n".join(new).encode())
        os.close(descriptor)


SERVER = os.getpid()
KNOWN = set(sys.modules)
LOADED = KNOWN - {"__main__"}
STAGED = []
COMPILED = [None, None, None]
PAGES = Pages()
LOADER = sys.modules["_frozen_importlib_external"].SourceFileLoader
SCRIPT_PATH = None if sys.flags.isolated or getattr(sys.flags, "safe_path", False) else 0
REQUESTS, STAGE, *NAMESPACE = sys.argv[1:]
APART = bool(NAMESPACE)
if APART and (not NAMESPACE[0] or os.readlink("/proc/self/ns/pid") == NAMESPACE[0]):
    os._exit(1)
if SCRIPT_PATH is not None:
    sys.path[SCRIPT_PATH] = STAGE
os.environ.pop("S3CONTRACT_ROOM", None)
REPLIES = os.dup(1)
null = os.open("/dev/null", os.O_WRONLY)
os.dup2(null, 1)
os.dup2(null, 2)
os.close(null)
JOB = serve(os.open(REQUESTS, os.O_RDONLY | os.O_CLOEXEC), REPLIES, STAGE)
HOOK = os.getpid()
TELLS = PAGES.madvise and PAGES.left
CODE, MAIN = become(JOB, STAGE)
STATUS = 0
try:
    exec(CODE, MAIN)
except SystemExit as problem:
    STATUS = exit_code(problem)
except BaseException as problem:
    problem.__traceback__ = problem.__traceback__.tb_next
    STATUS = died(problem)
del CODE, MAIN
if HOOK == os.getpid():
    try:
        tell(JOB[3], JOB[0])
    except BaseException:
        pass
end(STATUS)
