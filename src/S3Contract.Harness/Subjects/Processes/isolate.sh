#!/bin/sh
# Runs a program apart from the system, where there is no bubblewrap; started by unshare, in namespaces of its own.
#   isolate.sh TOP (mount PATH SEEN-AT)... (kept PATH SEEN-AT | hide PATH | read PATH | write PATH | over PATH SEEN-AT)... in FOLDER PROGRAM
# TOP is an empty folder. All files are read-only; those below a hidden path, or one that another takes the place of, are not there, but for what is
# named after it.
set -e
path=$PATH
PATH=$PATH:/usr/sbin:/sbin
top=$1
shift
mount -t tmpfs none "$top"
mkdir "$top/root"
root=$top/root
if [ "$1" = mount ]; then
    # A root of our own, which holds all that the system's holds, and further folders.
    mount -t tmpfs none "$root"
    for entry in /* /.[!.]*; do
        [ "$entry" != /charm ] || continue
        if [ -h "$entry" ]; then
            cp -P "$entry" "$root$entry"
        elif [ -d "$entry" ]; then
            mkdir "$root$entry"
            mount --rbind "$entry" "$root$entry"
        elif [ -f "$entry" ]; then
            : >"$root$entry"
            mount --bind "$entry" "$root$entry"
        fi
    done
    while [ "$1" = mount ]; do
        mkdir -p "$root$3"
        mount --bind "$2" "$root$3"
        shift 3
    done
else
    mount --rbind / "$root"
fi
# What was mounted with nosuid and the like keeps it: the kernel insists.
while read -r _ _ _ _ at options _; do
    case $at in
    "$root" | "$root"/*) mount -o "remount,bind,$options,ro" "$(printf %b "$at")" ;;
    esac
done </proc/self/mountinfo
mount -t proc none "$root/proc"
# Terminals of its own, if it can have any.
if [ -d "$root/dev/pts" ]; then
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 none "$root/dev/pts" 2>/dev/null || mount -t tmpfs none "$root/dev/pts"
fi
ip link set lo up 2>/dev/null || :
while :; do
    case $1 in
    kept)
        mkdir -p "$root$3"
        mount --bind "$2" "$root$3"
        shift
        ;;
    hide)
        [ -d "$root$2" ] || mkdir -p "$root$2"
        mount -t tmpfs none "$root$2"
        ;;
    read | write)
        if [ -d "$2" ]; then
            mkdir -p "$root$2"
        else
            mkdir -p "$root${2%/*}"
            : >"$root$2"
        fi
        mount --bind "$2" "$root$2"
        [ "$1" = write ] || mount -o remount,bind,ro "$root$2"
        ;;
    over)
        mount --bind "$2" "$root$3"
        mount -o remount,bind,ro "$root$3"
        shift
        ;;
    *) break ;;
    esac
    shift 2
done
folder=$2
shift 2
# The first process of a namespace is one that signals do not reach: let it be the shell, not the charm.
exec chroot "$root" setpriv --no-new-privs --bounding-set=-all --inh-caps=-all sh -c 'PATH=$1; cd "$2" && shift 2 && "$@"; exit $?' sh "$path" "$folder" "$@"
