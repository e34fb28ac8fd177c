#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes netflow-v5.pcap and netflow-v9.pcap beside this script with real tools: plays office.pcap
# three times at its own pace onto a virtual wire in a network namespace, where two softflowd watch
# and export NetFlow v5 and v9 over loopback, which tcpdump captures.
#
# Needs root, and on Debian: apt-get install softflowd tcpdump python3 iproute2. Nothing leaves the
# namespace. Takes about seven minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
chmod 755 "$work"

# A namespace of this run alone: what is stopped and removed at the end is what was made here.
space=weir-export-$$
made=

cleanup() {
  if [ -n "$made" ]; then
    ip netns pids "$space" | xargs -r kill 2>/dev/null || true
    sleep 1
    ip netns del "$space" || true
  fi
  rm -rf "$work"
}
trap cleanup EXIT
on() { ip netns exec "$space" "$@"; }

ip netns add "$space"
made=yes
on ip link set lo up
on ip link add wire0 type veth peer name wire1
for end in wire0 wire1; do
  on sysctl -q -w "net.ipv6.conf.$end.disable_ipv6=1"
  # As large as the offloaded segments that office.pcap has.
  on ip link set "$end" mtu 65535 up
done

exporters=
for version in 5 9; do
  port=$((9990 + version))
  on tcpdump -q -i lo -s 0 -U -w "$work/netflow-v$version.pcap" udp dst port "$port" 2>/dev/null &
  # Timeouts of a busy router: what is idle for ten seconds or open for thirty is exported.
  ip netns exec "$space" softflowd -d -i wire1 -v "$version" \
    -n "127.0.0.1:$port" -p "$work/$version.pid" -c "$work/$version.socket" -t tcp=10 -t tcp.fin=3 \
    -t tcp.rst=3 -t udp=10 -t icmp=10 -t general=10 -t maxlife=30 -t expint=2 \
    >"$work/softflowd-$version" 2>&1 &
  exporters="$exporters $!"
done
sleep 2

on python3 - "$here/office.pcap" 3 <<'PY'
import socket, struct, sys, time
name, times = sys.argv[1], int(sys.argv[2])
data = open(name, "rb").read()
packets, at = [], 24
while at < len(data):
    seconds, micros, length, _ = struct.unpack("<IIII", data[at:at + 16])
    packets.append((seconds + micros / 1e6, data[at + 16:at + 16 + length]))
    at += 16 + length
wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
wire.bind(("wire0", 0))
for _ in range(times):
    start, first = time.time(), packets[0][0]
    for when, packet in packets:
        time.sleep(max(0, start + when - first - time.time()))
        wire.send(packet)
    time.sleep(5)
PY

sleep 15
# shellcheck disable=SC2086 # a list of words
kill $exporters
sleep 2
ip netns pids "$space" | xargs -r kill
sleep 1
for version in 5 9; do
  cp "$work/netflow-v$version.pcap" "$here/netflow-v$version.pcap"
  ls -l "$here/netflow-v$version.pcap"
done
