#!/bin/sh
# One hook command of Juju, whichever name it is called by. It hands its command line to the harness through files and pipes that are
# private to the running hook, and prints the answer. Only what the shell has built in is used (except to copy standard input when the
# command line asks for that), so that a call costs little more than the start of the shell.
#
#   next      the first request number that may be free
#   N.q       request N: context id, folder, command and arguments, each ended by NUL; making the file claims the number
#   N.in      its standard input
#   N.fP      the file that its argument at place P names: an isolated hook sees files that the harness does not
#   N.a       the pipe the answer comes through: "0" (done, nothing to print), "=TEXT" (print the line), "." (do what N.o says)
#   requests  the pipe that tells the harness which requests are ready, "+N" that a pipe N.a is wanted, "!" that there is no room to write;
#             "*N" is for who is no shell: "." is ".CODE" then, and N.o1 and N.o2 hold what to print on standard output and error
ended() {
    printf 'ERROR %s: the hook that this command belongs to has ended\n' "$c" >&2
    exit 1
}

no_room() {
    printf 'ERROR %s: cannot write to %s\n' "$c" "$d" >&2
    printf '!\n' 1<>"$d/requests"
    exit 1
}

c=${0##*/}
if [ -z "$JUJU_CONTEXT_ID" ] || [ -z "$JUJU_AGENT_SOCKET_ADDRESS" ]; then
    printf 'ERROR %s: JUJU_CONTEXT_ID or JUJU_AGENT_SOCKET_ADDRESS not set\n' "$c" >&2
    exit 1
fi
d=${JUJU_AGENT_SOCKET_ADDRESS%/*}
i=
{ read -r i <"$d/next"; } 2>/dev/null || ended
set -C
o=
# ">|", since /dev/null is a regular file in a poor chroot, and then not to be written over either.
until { { o=1 && printf '%s\0' "$JUJU_CONTEXT_ID" "$PWD" "$c" "$@"; } >"$d/$i.q"; } 2>|/dev/null; do
    [ -e "$d/next" ] || ended
    # The name could be claimed and not be written, or not even that.
    [ -z "$o" ] && [ -e "$d/$i.q" ] || no_room
    i=$((i + 1))
done
set +C
case $c in
relation-set | state-set)
    for a do
        case $a in
        - | --file=-)
            CAT >"$d/$i.in" || no_room
            break
            ;;
        esac
    done
    ;;
secret-add | secret-set)
    n=0 p=
    for a do
        case $a in
        --file=?*) f=${a#--file=} ;;
        *'#file='?*) f=${a#*'#file='} ;;
        *)
            f=
            [ "$p" = --file ] && f=$a
            ;;
        esac
        if [ -f "$f" ] && [ -r "$f" ]; then
            CAT >"$d/$i.f$n" <"$f" || no_room
        fi
        n=$((n + 1)) p=$a
    done
    ;;
esac
if ! [ -p "$d/$i.a" ]; then
    printf '+%s\n' "$i" 1<>"$d/requests"
    until [ -p "$d/$i.a" ]; do
        [ -e "$d/next" ] || ended
    done
fi
l=
{
    printf '%s\n' "$i" 1<>"$d/requests"
    IFS= read -r l <&3
} 3<"$d/$i.a" 2>/dev/null || ended
case $l in
0) exit 0 ;;
=*)
    printf '%s\n' "${l#=}"
    exit 0
    ;;
.) . "$d/$i.o" ;;
esac
ended
