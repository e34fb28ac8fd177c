#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes report.png, the picture of a report beside this script: the top of the page of
# samples/office.pcap, as Chromium shows it. Needs chromium.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/../../weir" report "$here/../../samples/office.pcap" -o "$work/office.html"
chromium --headless --no-sandbox --hide-scrollbars --window-size=960,1130 \
  --screenshot="$here/report.png" "file://$work/office.html"
