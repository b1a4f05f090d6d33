using S3Contract.Harness.Subjects.Warm;

namespace S3Contract.Tests.Unit.Process;

/// <summary>Which programs do nothing but start Python.</summary>
public sealed class PlainProgramTests
{
    private const string Charmcraft = """
        #!/bin/sh
        dispatch_path="$(dirname "$(realpath "$0")")"
        python_path="${dispatch_path}/venv/bin/python"
        if [ ! -e "${python_path}" ]; then
            mkdir -p "${dispatch_path}/venv/bin"
            ln -s $(command -v python3) "${python_path}"
        fi

        # Where the charm's modules are.
        export PYTHONPATH="${dispatch_path}/lib:${dispatch_path}/src"
        export LD_LIBRARY_PATH="${dispatch_path}/usr/lib:${dispatch_path}/lib"
        exec "${python_path}" "${dispatch_path}/src/charm.py"
        """;

    [TestCase("#!/usr/bin/env python3\nprint(1)\n")]
    [TestCase("#!/usr/bin/python3 -u\nprint(1)\n")]
    [TestCase("#!venv/bin/python3.11\n")]
    [TestCase("#!/bin/sh\n\nJUJU_DISPATCH_PATH=\"${JUJU_DISPATCH_PATH:-$0}\" PYTHONPATH=lib:venv ./src/charm.py\n")]
    [TestCase("#!/bin/sh\nJUJU_DISPATCH_PATH=\"${JUJU_DISPATCH_PATH:-$0}\" PYTHONPATH=lib:venv \\\n  exec /usr/bin/env python3 ./src/charm.py\n")]
    [TestCase("#!/bin/sh\nPYTHONPATH=lib:src:venv${PYTHONPATH:+:$PYTHONPATH} exec ./venv/bin/python3 ./src/charm.py\n")]
    [TestCase(Charmcraft)]
    public void These_do_not(string text) => Assert.That(PlainProgram.Is(text), Is.True);

    [TestCase("#!/bin/sh\necho hello\nexec ./src/charm.py\n")]
    [TestCase("#!/bin/sh\n./prepare && exec ./src/charm.py\n")]
    [TestCase("#!/bin/sh\nexec ./src/charm.py \"$(date)\"\n")]
    [TestCase("#!/bin/sh\nWHICH=$JUJU_HOOK_NAME exec ./src/charm.py\n")]
    [TestCase("#!/bin/sh\nif [ \"$JUJU_HOOK_NAME\" = install ]; then\n  pip install ops\nfi\nexec ./src/charm.py\n")]
    [TestCase("#!/bin/sh\n./src/charm.py; echo ended\n")]
    [TestCase("#!/bin/sh\n./src/charm.py | tee log.py\n")]
    [TestCase("#!/bin/sh\n./src/charm.py\n./src/other.py\n")]
    [TestCase("#!/bin/sh\nVALUE=`date` ./src/charm.py\n")]
    [TestCase("#!/usr/bin/perl\nprint 1\n")]
    [TestCase("no program\n")]
    [TestCase("")]
    public void These_do_more(string text) => Assert.That(PlainProgram.Is(text), Is.False);
}
