

# The memory that a hook writes to. Python counts references in the things themselves, so that a hook which only looks at what is loaded writes to
# hundreds of pages, and each of them is copied when it does: a fault of the processor each. What one hook wrote to, the next one will, too. So
# the first hooks tell which pages they were, and for those that follow they are copied beforehand, many in one call.

POPULATE_WRITE = 23
PAGE = os.sysconf("SC_PAGE_SIZE")
TELLING = 2
MOST_PAGES = 50_000
LONGEST_NUMBER = 16


class Pages:
    """What the server knows of the pages that its hooks write to."""

    def __init__(self):
        self.madvise = None
        self.written = set()
        self.runs = []
        self.asked = {}
        self.left = TELLING

    def begin(self):
        """Begins anew: something was loaded."""
        self.written.clear()
        self.runs = []
        self.left = TELLING
        self.madvise = self.madvise or find_madvise()

    def ask(self, pid, file):
        """Has a hook tell, in a file."""
        self.left -= 1
        self.asked[pid] = file

    def take(self, pid):
        """Takes what a hook has told."""
        file = self.asked.pop(pid, None)
        if file is None:
            return
        try:
            told = {int(word) for word in start_of(file).split() if len(word) <= LONGEST_NUMBER}
        except (OSError, ValueError):
            return
        self.written.update(told.intersection(page for pages in own_memory() for page in pages))
        self.runs = []
        for page in sorted(self.written):
            if self.runs and self.runs[-1][0] + self.runs[-1][1] == page * PAGE:
                self.runs[-1][1] += PAGE
            else:
                self.runs.append([page * PAGE, PAGE])

    def copy(self):
        """In a hook: copies them. Where the system cannot, they are copied one by one as ever."""
        for start, length in self.runs:
            self.madvise(start, length, POPULATE_WRITE)


def start_of(file):
    """What a plain file holds, as far as hooks tell: a charm may have put anything there."""
    descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        return os.read(descriptor, MOST_PAGES * (1 + LONGEST_NUMBER)) if os.fstat(descriptor).st_mode & 0o170000 == 0o100000 else b""
    finally:
        os.close(descriptor)


def find_madvise():
    """The system's function; null where this Python has no way to it. Nothing that is imported for it stays where a charm would see it."""
    before = set(sys.modules)
    try:
        import ctypes

        madvise = ctypes.CDLL(None).madvise
        madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        return madvise
    except Exception:
        return None
    finally:
        for name in set(sys.modules) - before:
            del sys.modules[name]


def own_memory():
    """The memory of this process that it can write to and shares with nobody, as ranges of pages."""
    for line in content("/proc/self/maps").decode(errors="replace").splitlines():
        place, rights = line.split(None, 2)[:2]
        if rights.startswith("rw") and rights.endswith("p"):
            start, end = [int(address, 16) // PAGE for address in place.split("-")]
            yield range(start, min(end, start + MOST_PAGES))


def tell_pages(file):
    """In a hook: tells which pages it has to itself."""
    told = []
    pagemap = os.open("/proc/self/pagemap", os.O_RDONLY | os.O_CLOEXEC)
    try:
        for pages in own_memory():
            # Of each page the highest byte: there, of no file, nobody else's.
            highest = os.pread(pagemap, len(pages) * 8, pages.start * 8)[7::8]
            told += [pages.start + number for number, flags in enumerate(highest) if flags & 0xA1 == 0x81]
    finally:
        os.close(pagemap)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        write_all(descriptor, " ".join(map(str, told)).encode())
    finally:
        os.close(descriptor)
