#!/bin/sh
# Takes back what lock-linux.sh did, for a technician's work at the device.
set -eu
ROOT="${ASAN_LOCK_ROOT:-}"
rm -f "$ROOT/etc/X11/xorg.conf.d/90-asan-kiosk.conf" "$ROOT/etc/sysctl.d/90-asan-kiosk.conf" \
  "$ROOT/etc/systemd/logind.conf.d/90-asan-kiosk.conf" \
  "$ROOT/etc/chromium/policies/managed/asan-kiosk.json" \
  "$ROOT/etc/opt/chrome/policies/managed/asan-kiosk.json"
for unit in ctrl-alt-del.target getty@tty1.service udisks2.service; do
  if [ "$(readlink "$ROOT/etc/systemd/system/$unit" 2>/dev/null)" = /dev/null ]; then
    rm "$ROOT/etc/systemd/system/$unit"
  fi
done
[ -n "$ROOT" ] || [ ! -d /run/systemd/system ] || systemctl daemon-reload
printf 'Unlocked. Run lock-linux.sh again before the kiosk goes back into service.\n'
