#!/usr/bin/env bash
# Makes the archives beside it with GNU tar. Needs root, for devices and owners.
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC

target=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022

repeat() { printf "%$2s" "" | tr " " "$1"; }

# Everything that tar can hold, in a few files.
mkdir "$work/tree"
cd "$work/tree"
deep=$(repeat a 90)/$(repeat b 90)/$(repeat c 90) # 272 bytes, and with the name 286
mkdir -p "$deep"
printf deep > "$deep/quite-deep.md"
printf long > "$(repeat n 150)"
ln -s "$(repeat t 200)" long-target
ln "$deep/quite-deep.md" hard-link
printf names > "naïve-ファイル-😀"
printf names > "ملف-קובץ-फ़ाइल"
printf latin > $'caf\xe9'
printf lines > $'new\nline'
: > empty
repeat x 512 > block
repeat y 513 > over-a-block
printf owner > owned && chown 1234:2345 owned
printf owner > owned-high && chown 3000000:4000000 owned-high
printf run > set-user-id && chmod 4755 set-user-id
mkdir sticky && chmod 1777 sticky
ln -s ../elsewhere link
mkfifo fifo
mknod null c 1 3
mknod loop b 7 300
find . -exec touch -h -d "2024-02-29 12:34:56.789" {} +
touch -d "1960-07-01 00:00:00" old && printf old > old
touch -d "1960-07-01 00:00:00" old
touch -d "2024-02-29 12:34:56.789" .
for format in gnu pax; do
  tar -c --format=$format --sort=name . | gzip -9n > "$target/tree-$format.tar.gz"
done

# What older programs knew.
mkdir "$work/plain"
cd "$work/plain"
mkdir folder
printf hello > folder/file
ln -s file folder/link
touch -h -d "2001-02-03 04:05:06" folder/file folder/link folder
for format in v7 oldgnu; do
  tar -c --format=$format --sort=name folder | gzip -9n > "$target/plain-$format.tar.gz"
done
half=$(repeat p 90)
mkdir "$half" && printf split > "$half/$(repeat q 90)"
touch -d "2001-02-03 04:05:06" "$half/$(repeat q 90)" "$half"
tar -c --format=ustar --sort=name "$half" | gzip -9n > "$target/prefix-ustar.tar.gz"
tar -c --format=gnu --label="a label" folder/file | gzip -9n > "$target/label-gnu.tar.gz"
tar -c --format=pax --pax-option=gname=everybody,comment=nobody folder |
  gzip -9n > "$target/global-pax.tar.gz"

# Files with holes.
mkdir "$work/sparse"
cd "$work/sparse"
truncate -s 1M holes
printf end >> holes
tar -c --format=gnu --sparse holes | gzip -9n > "$target/sparse-gnu.tar.gz"
for version in 0.0 0.1 1.0; do
  tar -c --format=pax --sparse --sparse-version=$version holes |
    gzip -9n > "$target/sparse-pax-$version.tar.gz"
done

# The beginning of a file of 9 GiB.
truncate -s 9G huge
for format in gnu pax; do
  { tar -c --format=$format huge 2> /dev/null || true; } | head -c 2048 | gzip -9n \
    > "$target/huge-$format.tar.gz"
done
