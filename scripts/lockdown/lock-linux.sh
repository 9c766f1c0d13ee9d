#!/bin/sh
# Shuts the ways out of a kiosk on Debian and its relatives. Run as root on a device that is nothing
# but a kiosk; it can be run again. --dry-run says what it would do. Undo: unlock-linux.sh.
# What it cannot do: encrypt the disk, set the firmware's password, lock the case.
set -eu
DRY=; [ "${1:-}" = --dry-run ] && DRY=1
ROOT="${ASAN_LOCK_ROOT:-}"
say() { printf '%s\n' "$*"; }
write() { # path, content from standard input
  say "write $1"
  if [ -n "$DRY" ]; then cat >/dev/null; return; fi
  mkdir -p "$ROOT$(dirname "$1")"
  cat >"$ROOT$1"
  chmod 0644 "$ROOT$1"
}
mask() {
  say "mask $1"
  if [ -n "$DRY" ]; then return; fi
  mkdir -p "$ROOT/etc/systemd/system"
  ln -sfn /dev/null "$ROOT/etc/systemd/system/$1"
}

write /etc/X11/xorg.conf.d/90-asan-kiosk.conf <<'X'
Section "ServerFlags"
  Option "DontVTSwitch" "true"
  Option "DontZap" "true"
  Option "BlankTime" "0"
  Option "StandbyTime" "0"
EndSection
X
write /etc/sysctl.d/90-asan-kiosk.conf <<'SYSCTL'
kernel.sysrq = 0
kernel.core_pattern = |/bin/false
SYSCTL
write /etc/systemd/logind.conf.d/90-asan-kiosk.conf <<'LOGIND'
[Login]
NAutoVTs=0
ReserveVT=0
HandlePowerKey=ignore
HandleSuspendKey=ignore
HandleHibernateKey=ignore
HandleLidSwitch=ignore
LOGIND
mask ctrl-alt-del.target
mask getty@tty1.service
mask udisks2.service
# Each browser has a folder of its own, and which one shows the kiosk may change.
for browser in chromium opt/chrome; do
  write "/etc/$browser/policies/managed/asan-kiosk.json" <"$(dirname "$0")/chromium-policies.json"
done
if [ -z "$DRY" ] && [ -z "$ROOT" ]; then
  sysctl --system >/dev/null 2>&1 || true
  [ -d /run/systemd/system ] && systemctl daemon-reload
  [ -e /etc/asan-kiosk/kiosk.yaml ] && chown root:asan-kiosk /etc/asan-kiosk/kiosk.yaml && chmod 0640 /etc/asan-kiosk/kiosk.yaml
fi
say 'Done. asan-kiosk-self-check says what is still open.'
