#!/bin/bash
# throwaway.sh NAME : one engine with the image busybox:test, from a bare machine on, and nothing else beside it;
# down.sh NAME ends it. Prints the engine's env file.
. "$(dirname "$0")/lib.sh"
[ "$(id -u)" = 0 ] || die "an engine needs root"
"$HERE/packages.sh" curl ip
busybox_fetch
"$HERE/images.sh" busybox &
images=$!
env=$("$HERE/up.sh" sid "$1")
wait "$images" || die "busybox.tar could not be made"
"$HERE/load.sh" "$1"
echo "$env"
