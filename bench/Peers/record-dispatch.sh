#!/bin/sh
# Stands in for a charm's program while the hooks of a run are recorded: notes the environment, and puts before the hook commands ones that note
# what is answered. TAPE is replaced by the folder of the tape.
read -r n <'TAPE/next'
echo $((n + 1)) >'TAPE/next'
BENCH_HOOK=TAPE/$n
mkdir "$BENCH_HOOK"
env -0 >"$BENCH_HOOK/environment"
printf '%s' "$CHARM_DIR" >"$BENCH_HOOK/folder"
echo 0 >"$BENCH_HOOK/next"
BENCH_COMMANDS=${PATH%%:*}
export BENCH_HOOK BENCH_COMMANDS PATH="TAPE/record:$PATH"
"$CHARM_DIR/dispatch.real"
code=$?
echo "$code" >"$BENCH_HOOK/code"
exit "$code"
