#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes flowcsv/office.binetflow and flowcsv/pmacct.csv beside this script from office.pcap, with Argus
# and pmacct themselves. flowcsv/pmacct.map is written by hand.
#
# Needs on Debian: apt-get install argus-server argus-client pmacct. Nothing leaves the machine.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=UTC

# The columns of CTU-13's binetflow files, in their order.
cat >"$work/rarc" <<'RC'
RA_TIME_FORMAT="%Y/%m/%d %T.%f"
RA_FIELD_DELIMITER=','
RA_PRINT_NAMES=proto
RC
argus -F /dev/null -r "$here/office.pcap" -w "$work/office.argus"
ra -F "$work/rarc" -Z b -c , -r "$work/office.argus" \
  -s stime dur proto saddr sport dir daddr dport state stos dtos pkts bytes sbytes \
  >"$here/flowcsv/office.binetflow"

# Flows of one direction, by the second.
cat >"$work/pmacct.conf" <<CONF
daemonize: false
pcap_savefile: $here/office.pcap
aggregate: src_host, dst_host, src_port, dst_port, proto, tcpflags, timestamp_start
timestamps_secs: true
plugins: print
print_output: csv
print_output_file: $work/pmacct.csv
print_refresh_time: 3600
CONF
pmacctd -f "$work/pmacct.conf" >"$work/log" 2>&1
cp "$work/pmacct.csv" "$here/flowcsv/pmacct.csv"
ls -l "$here"/flowcsv
