#!/bin/bash
# load.sh NAME : busybox:test into an engine.
. "$(dirname "$0")/lib.sh"
curl -sf --unix-socket "$ENGINES_RUN/$1/docker.sock" -X POST -T "$ENGINES_DIR/images/busybox.tar" \
  http://engine/images/load >/dev/null || die "$1: busybox:test is not loaded"
