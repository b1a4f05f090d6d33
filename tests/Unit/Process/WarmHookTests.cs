using System.Globalization;
using S3Contract.Harness.Subjects.Profile;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Process;

/// <summary>A hook that is forked is to a charm as one that is started: the same lines say the same.</summary>
public sealed class WarmHookTests
{
    // The first hook shows how Python is started, the second forks from a Python that has loaded nothing, the others from one that has.
    private const int Hooks = 4;

    private static readonly string[] s_lines =
    [
        "import os\nfor name, value in os.environ.items(): print(name + '=' + value)",
        "import os\nprint(sorted(open('/proc/self/environ').read().rstrip(chr(0)).split(chr(0))) == sorted(k + '=' + v for k, v in os.environ.items()))",
        "import sys\nprint(sys.argv, sys.path, sys.executable, sys.prefix, sys.exec_prefix, sys.orig_argv, sys.flags, sys.warnoptions)",
        "print([(k, v) for k, v in globals().items()])",
        "import os\nprint(os.getcwd(), os.getsid(0) == os.getpid() == os.getpgrp(), oct(os.umask(0)), sorted(os.listdir('/proc/self/fd')))",
        "import signal\nprint([(s, str(signal.getsignal(s))) for s in signal.valid_signals()], signal.pthread_sigmask(signal.SIG_BLOCK, []))",
        "import sys\nprint(repr(sys.stdin.read()), sys.stdout.name, sys.stdout.encoding, sys.stdout.line_buffering, sys.stderr.line_buffering, sys.stdout.isatty())",
        "def f():\n    raise ValueError('no')\nf()",
        "import sys\nsys.exit(3)",
        "import sys\nsys.exit('in words')",
        "import sys\nsys.exit()",
        "raise SystemExit(256 + 7)",
        "raise KeyboardInterrupt",
        "import os\nprint('lost', end='')\nos._exit(4)",
        "import os\nos.kill(os.getpid(), 9)",
        "import os, sys\nprint('kept', flush=True)\nos.execvp('sh', ['sh', '-c', 'echo instead; exit 5'])",
        "import sys\nsys.excepthook = lambda kind, error, trace: print('hook', kind.__name__, error, trace.tb_frame.f_code.co_name, trace.tb_next)\nraise ValueError('x')",
        "import sys\ndef hook(*given): raise KeyError('in the hook')\nsys.excepthook = hook\nraise ValueError('x')",
        "try:\n    raise ValueError('first')\nexcept ValueError as e:\n    raise TypeError('second') from e",
        "import atexit\natexit.register(print, 'first')\natexit.register(print, 'second')\natexit.register(lambda: 1 / 0)\nprint('end')",
        "import threading, time\ndef late():\n    time.sleep(0.1)\n    print('late')\nthreading.Thread(target=late).start()\nprint('end')",
        "class D:\n    def __init__(self, name): self.name = name\n    def __del__(self): print('gone', self.name)\nd = D('global')\nround = D('in a circle')\nround.it = round\nprint('end')",
        "f = open('file', 'a')\nf.write('unflushed')\nprint(open('file').read())",
        "import own\nown.count += 1\nprint(own.count, own.__file__)",
        "import others, json\nothers.count += 1\njson.count = getattr(json, 'count', 0) + 1\nprint(others.count, json.count, others.__file__)",
        "import broken_module",
        "import os\npid = os.fork()\nprint('child' if pid == 0 else 'parent', flush=True)\nif pid: os.waitpid(pid, 0)",
        "import sys\nprint('to stderr', file=sys.stderr)\nprint('to stdout')\nsys.stdout = None",
        "import subprocess\nprint(subprocess.run(['sh', '-c', 'echo out; echo err >&2; exit 3'], capture_output=True))\nsubprocess.run(['juju-log', 'hello'])",
        "import subprocess\nprint(subprocess.run(['is-leader', '--format', 'json'], capture_output=True), subprocess.run(['config-get'], stdout=subprocess.PIPE, text=True))",
        "import subprocess\nprint('first', flush=True)\nsubprocess.run(['config-get', '--all'])\nsubprocess.run(('relation-ids', 's3'), stderr=subprocess.PIPE, check=True)",
        "import subprocess\nprint(subprocess.run(['relation-get', '-r', '99', '-', 'a'], capture_output=True, encoding='utf-8'))",
        "import subprocess\nsubprocess.run(['relation-get', '-r', '99', '-', 'a'], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True, text=True)",
        "import subprocess\nsubprocess.run(['relation-get', '-r', '99', '-', 'a'])\nprint(subprocess.check_output(['unit-get', 'private-address']))",
        "import subprocess\nprint(subprocess.run(['relation-set', '-r', '99', '--file', '-'], input='a: b', capture_output=True, text=True))",
        "import subprocess\nprint(subprocess.run(['state-set', '--file', '-'], input=b'a: \\xc3\\xa9 x\\nb: c', capture_output=True), subprocess.run(['state-get'], capture_output=True))",
        "import subprocess\nsubprocess.run(['state-set', '--file', '-'], input='a: b', capture_output=True)",
        "import subprocess\nprint(subprocess.run(['state-set', 'a=\\u00e9\\'\\n', 'b=' + 'x' * 5000], capture_output=True), subprocess.run(['state-get'], capture_output=True, text=True))",
        "import os, subprocess\nos.chdir('/')\nos.environ['PATH'] = '/usr/bin'\nsubprocess.run(['is-leader'])",
        "import subprocess\nprint(subprocess.run(['is-leader'], env={}, capture_output=True))",
        "import subprocess, threading\nsaid = []\nthreads = [threading.Thread(target=lambda: said.append(subprocess.run(['is-leader'], capture_output=True).stdout)) for _ in range(20)]\n[t.start() for t in threads]\n[t.join() for t in threads]\nprint(said)",
        "import subprocess\nprint(subprocess.Popen, subprocess.Popen.__module__, isinstance(subprocess.Popen(['true']), subprocess.Popen), subprocess.Popen[bytes])\nwith subprocess.Popen(['is-leader'], stdout=subprocess.PIPE) as p: print(p.stdout.read())",
        "import os, subprocess\nos.environ['JUJU_CONTEXT_ID'] = 'other'\nsubprocess.run(['is-leader'])\ndel os.environ['JUJU_CONTEXT_ID']\nsubprocess.run(['is-leader'])",
        "import logging\nlogging.basicConfig()\nlogging.warning('to stderr')\nlogging.getLogger('a').error('once')",
        "import multiprocessing\nif __name__ == '__main__':\n    p = multiprocessing.Process(target=print, args=('child',))\n    p.start()\n    p.join()\n    print(p.exitcode)",
        "import warnings\nwarnings.warn('seen once')\nwarnings.warn('seen once')",
        "import sys\nprint([name for name in ('ctypes', '_ctypes', 'struct', '_struct') if name in sys.modules])",
        "import ctypes, struct, sys\nprint(ctypes.sizeof(ctypes.c_int), struct.pack('<i', 1), ctypes.c_int(1), sys.modules['struct'] is struct)\nstruct.pack('q', 'x')",
        "import sys\nprint(sys.getrecursionlimit(), __name__, __spec__, sys.modules['__main__'].__dict__ is globals())",
    ];

    [TestCaseSource(nameof(s_lines))]
    public void A_forked_hook_says_what_a_started_one_says(string lines)
    {
        const string Own = "count = 0", Others = "count = 0";
        using PythonCharm cold = new(lines, Transport.Cold, Own, Others);
        using PythonCharm warm = new(lines, Transport.Warm, Own, Others);
        string[] expected = cold.Say(Hooks);
        Assert.Multiple(() =>
        {
            Assert.That(warm.Say(Hooks), Is.EqualTo(expected));
            Assert.That(warm.HookStarts, Does.StartWith("hooks start warm"));
            Assert.That(cold.HookStarts, Is.Null);
        });
    }

    [Test]
    public void What_charmcraft_writes_in_shell_is_left_out_and_changes_nothing()
    {
        const string Lines = "import own, os, sys\nown.count += 1\nprint(own.count, own.__file__, sys.argv, sys.path, __file__, list(os.environ.items()))\nraise ValueError";
        using PythonCharm cold = new(Lines, Transport.Cold, own: "count = 0", isShell: true);
        using PythonCharm warm = new(Lines, Transport.Warm, own: "count = 0", isShell: true);
        Assert.That(warm.Say(Hooks), Is.EqualTo(cold.Say(Hooks)));
        Assert.That(warm.HookStarts, Does.StartWith("hooks start warm"));
    }

    // What is loaded is not the charm's to write to, but for the counts of references in it.
    [Test]
    public void The_memory_that_hooks_write_to_is_copied_for_them_beforehand()
    {
        const string Loaded = "kept = [[number] for number in range(200_000)]";
        using PythonCharm charm = new("import others, resource\nfor list in others.kept: pass\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)",
            others: Loaded, first: "import resource\nbefore = resource.getrusage(resource.RUSAGE_SELF).ru_minflt\n");
        int[] faults = [.. Enumerable.Range(0, Hooks).Select(_ => int.Parse(charm.Next().Stdout, CultureInfo.InvariantCulture))];
        Assume.That(Version.Parse(Environment.OSVersion.Version.ToString(2)), Is.GreaterThanOrEqualTo(new Version(5, 14)), "older systems copy one by one");
        Assert.That(faults[2], Is.GreaterThan(2000), "the first that looks at what is loaded writes to all of it");
        Assert.That(faults[^1], Is.LessThan(faults[2] / 10));
    }

    [Test]
    public void Chance_is_another_in_each_hook()
    {
        using PythonCharm charm = new("import random, uuid, tempfile, secrets\nprint(random.random(), uuid.uuid4(), secrets.token_hex(), tempfile.mktemp(), sep='\\n')");
        string[] lines = [.. Enumerable.Range(0, Hooks).SelectMany(_ => charm.Next().Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.That(lines, Is.Unique.And.Length.EqualTo(4 * Hooks));
    }

    [TestCase("import threading, time\nthreading.Thread(target=time.sleep, args=(1,), daemon=True).start()", "others starts a thread when it is imported")]
    [TestCase("import socket\nkept = socket.socket()", "others opens a socket when it is imported")]
    [TestCase("kept = open('/dev/null')", "others keeps a file open when it is imported")]
    [TestCase("print('loaded')", "others prints when it is imported")]
    [TestCase("import os\nunit = os.environ['JUJU_UNIT_NAME']", "others looks at JUJU_UNIT_NAME when it is imported")]
    [TestCase("import os\nunit = os.environ.get('JUJU_UNIT_NAME')", "others looks at JUJU_UNIT_NAME when it is imported")]
    [TestCase("import os\nkept = dict(os.environ)", "others looks at all of its environment when it is imported")]
    [TestCase("import os\nkept = os.getpid()", "others looks at its process number when it is imported")]
    [TestCase("import os\nkept = os.path.abspath('file')", "others looks at its working directory when it is imported")]
    [TestCase("import subprocess\nsubprocess.run(['true'])", "others starts a program when it is imported")]
    [TestCase("import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))", "others connects to somebody when it is imported")]
    [TestCase("import os\nif 'JUJU_UNIT_NAME' not in os.environ: os._exit(0)", "what it imports ends Python when it is loaded beforehand")]
    public void A_charm_for_which_it_matters_starts_cold_and_says_why(string others, string why)
    {
        const string Lines = "import others\nprint(getattr(others, 'unit', ''))";
        using PythonCharm cold = new(Lines, Transport.Cold, others: others);
        using PythonCharm warm = new(Lines, Transport.Warm, others: others);
        Assert.That(warm.Say(Hooks), Is.EqualTo(cold.Say(Hooks)));
        Assert.That(warm.HookStarts, Does.StartWith("hooks start cold").And.EndsWith(why));
    }

    [Test]
    public void A_module_that_warns_whoever_imports_it_is_loaded_beforehand()
    {
        const string Lines = "import own", Own = "import others", Others = "import warnings\nwarnings.warn('others is old', DeprecationWarning, stacklevel=2)";
        using PythonCharm cold = new(Lines, Transport.Cold, Own, Others);
        using PythonCharm warm = new(Lines, Transport.Warm, Own, Others);
        Assert.That(warm.Say(Hooks), Is.EqualTo(cold.Say(Hooks)));
        Assert.That(warm.HookStarts, Does.StartWith("hooks start warm"));
    }

    [Test]
    public void A_module_that_looks_whether_a_socket_can_be_bound_is_loaded_beforehand()
    {
        using PythonCharm warm = new("import others\nprint(others.found)", Transport.Warm, others: "import socket\nwith socket.socket() as s: s.bind(('127.0.0.1', 0))\nfound = True");
        Assert.That(warm.Say(Hooks), Has.All.Contains("True"));
        Assert.That(warm.HookStarts, Does.StartWith("hooks start warm"));
    }

    [TestCase(Transport.Warm, "hooks start cold, a process for each: dispatch: it is no Python program")]
    [TestCase(Transport.Auto, null)]
    public void What_is_not_Python_starts_cold_and_says_so_where_something_else_was_asked_for(Transport transport, string? said)
    {
        using ScriptCharm charm = new("is-leader", "is-leader", transport: transport);
        Assert.That((charm.Next().Outcome, charm.Next().Outcome), Is.EqualTo((HookOutcome.Committed, HookOutcome.Committed)));
        Assert.That(charm.HookStarts, Is.EqualTo(said));
    }
}
