#!/bin/bash
# packages.sh PROGRAM... : install from Debian what this machine lacks of the programs named. Does nothing when all are there.
. "$(dirname "$0")/lib.sh"
declare -A packages=([curl]=curl [ip]=iproute2 [openssl]=openssl [gcc]="gcc libc6-dev" [sshd]=openssh-server [ssh]=openssh-client [perl]=perl-base)
need=()
for program in "$@"; do
  command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || read -ra need <<<"${need[*]} ${packages[$program]}"
done
[ ${#need[@]} -gt 0 ] || exit 0
[ "$(id -u)" = 0 ] || die "root has to install ${need[*]}"
start=$EPOCHREALTIME
mkdir -p "$ENGINES_DIR"
exec 7>"$ENGINES_DIR/packages.lock"
flock 7 # apt itself would not wait for another
guard=/usr/sbin/policy-rc.d # a package must not start a service of its own on this machine
if [ -e $guard ]; then guard=; else printf '#!/bin/sh\nexit 101\n' >$guard && chmod +x $guard; fi
trap '[ -z "$guard" ] || rm -f "$guard"' EXIT
apt-get -qq update
DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${need[@]}" >/dev/null
log "installed ${need[*]}: $(since "$start")"
