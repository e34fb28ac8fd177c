#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Compares s-h-esd with what Twitter's AnomalyDetection finds in its own data, and with its results
# that the Numenta Anomaly Benchmark publishes (PublishedAnomaliesTest). Needs git, bzip2 and Maven.
#
# usage: published-anomalies.sh [DIRECTORY]   which keeps both repositories; default: a new one
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
kept=${1:-$(mktemp -d)}
for repository in twitter/AnomalyDetection numenta/NAB; do
  name=${repository#*/}
  [ -d "$kept/$name" ] || git clone --depth 1 "https://github.com/$repository" "$kept/$name"
done
bzip2 -dc "$kept/AnomalyDetection/data/raw_data.rda" >"$kept/raw_data.rdata"
cd "$root"
mvn -B -q -pl analyses -am test -Dtest=PublishedAnomaliesTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dweir.published="$kept"
echo "all as published"
