#!/bin/sh
# Assembles the programs that src/models/listening_ports_program.ts holds, and writes them as base64.
# Needs the assemblers of Debian's packages binutils-x86-64-linux-gnu and binutils-aarch64-linux-gnu.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
for pair in amd64:x86_64-linux-gnu arm64:aarch64-linux-gnu; do
  arch=${pair%%:*}
  tools=${pair#*:}
  "$tools-as" -o "$work/$arch.o" "$arch.S"
  "$tools-objcopy" -O binary -j .text "$work/$arch.o" "$work/$arch"
  echo "$arch $(base64 -w0 "$work/$arch")"
done
