#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes nfcapd.* beside this script, and the files of formats/src/test/resources/io/weir/formats/nfdump,
# with nfdump itself: its collector gets the datagrams of netflow-v5.pcap and netflow-v9.pcap over
# loopback, and what it wrote is written again in every compression and printed in every form.
#
# Needs on Debian: apt-get install nfdump python3 bzip2. Debian's nfdump is 1.7.1; the forms of others
# come from nfdump's own source (https://github.com/phaag/nfdump), tags v1.6.25 and v1.7.8, built with
#   apt-get install autoconf automake libtool flex libfl-dev bison libbz2-dev libzstd-dev
#   sh autogen.sh && ./configure --disable-shared --with-zstdpath=/usr && make CFLAGS="-O2 -fcommon"
# and are made when OLD_NFDUMP and NEW_NFDUMP name the directories that have both programs.
# Nothing leaves the machine. Takes half a minute.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
fixtures=$here/../formats/src/test/resources/io/weir/formats/nfdump
work=$(mktemp -d)
collector=
cleanup() {
  [ -z "$collector" ] || kill "$collector" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
export TZ=UTC
port=29995

# Sends the UDP payloads of captures, so many of each, to the collector.
send() {
  python3 - "$port" "$@" <<'PY'
import socket, struct, sys, time
port, most = int(sys.argv[1]), int(sys.argv[2])
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for name in sys.argv[3:]:
    data, at, sent = open(name, "rb").read(), 24, 0
    while at < len(data) and sent < most:
        length = struct.unpack("<I", data[at + 8:at + 12])[0]
        packet = data[at + 16:at + 16 + length]
        out.sendto(packet[14 + 20 + 8:], ("127.0.0.1", port))
        at, sent = at + 16 + length, sent + 1
        time.sleep(0.01)
PY
}

# Runs a collector of nfdump over some datagrams: its program, its option for the directory, the
# directory, then what to send.
collect() {
  program=$1 option=$2 directory=$3
  shift 3
  mkdir -p "$directory"
  "$program" -p "$port" -b 127.0.0.1 "$option" "$directory" -I office -t 3600 \
    >"$work/log" 2>&1 &
  collector=$!
  sleep 1
  send "$@"
  sleep 1
  kill "$collector"
  wait "$collector" || true
  collector=
  ls "$directory"/nfcapd.2*
}

v5=$here/netflow-v5.pcap
v9=$here/netflow-v9.pcap

# The sample: all flows of the v9 capture.
flows=$(collect nfcapd -w "$work/all" 1000 "$v9")
rm -f "$here"/nfcapd.*
nfdump -r "$flows" -z -w "$here/nfcapd.202611211105" >/dev/null

# Fixtures: some flows of both.
mkdir -p "$fixtures"
flows=$(collect nfcapd -w "$work/some" 3 "$v5" "$v9")
cp "$flows" "$fixtures/1.7.1-none"
nfdump -r "$flows" -z -w "$fixtures/1.7.1-lzo" >/dev/null
nfdump -r "$flows" -y -w "$fixtures/1.7.1-lz4" >/dev/null
nfdump -r "$flows" -j -w "$fixtures/1.7.1-bz2" >/dev/null
for form in csv json; do
  nfdump -r "$flows" -o $form >"$fixtures/1.7.1.$form"
done

if [ -n "${NEW_NFDUMP:-}" ]; then
  flows=$(collect "$NEW_NFDUMP/nfcapd" -w "$work/new" 3 "$v5" "$v9")
  nfdump=$NEW_NFDUMP/nfdump
  "$nfdump" -r "$flows" -z=zstd -w "$fixtures/1.7.8-zstd" >/dev/null
  for form in csv csv-fast json ndjson; do
    "$nfdump" -r "$flows" -o $form >"$fixtures/1.7.8.$form"
  done
  cp "$fixtures/1.7.8.csv-fast" "$here/nfdump.csv"
  long='csv:%tsr,%ter,%td,%pr,%sa,%sp,%da,%dp,%flg,%fwd,%stos,%ipkt,%ibyt,%opkt,%obyt,%fl,%in,%out'
  long=$long',%sas,%das,%dir,%nh,%svln,%ra'
  "$nfdump" -r "$flows" -o "$long" >"$fixtures/1.7.8-all.csv"
fi
if [ -n "${OLD_NFDUMP:-}" ]; then
  flows=$(collect "$OLD_NFDUMP/nfcapd" -l "$work/old" 3 "$v5" "$v9")
  nfdump=$OLD_NFDUMP/nfdump
  cp "$flows" "$fixtures/1.6.25-none"
  "$nfdump" -r "$flows" -z -w "$fixtures/1.6.25-lzo" >/dev/null
  "$nfdump" -r "$flows" -y -w "$fixtures/1.6.25-lz4" >/dev/null
  "$nfdump" -r "$flows" -j -w "$fixtures/1.6.25-bz2" >/dev/null
  for form in csv json; do
    "$nfdump" -r "$flows" -o $form >"$fixtures/1.6.25.$form"
  done
fi
ls -l "$here"/nfcapd.* "$fixtures"
