#!/bin/sh
# A hook command of the bare loop: prints what was answered when the run was recorded. Only what the shell has built in: nobody is asked.
read -r i <"$BENCH_HOOK/next"
echo $((i + 1)) >"$BENCH_HOOK/next"
while IFS= read -r l || [ -n "$l" ]; do
    printf '%s\n' "$l"
done <"$BENCH_HOOK/$i.out"
read -r code <"$BENCH_HOOK/$i.code"
exit "$code"
