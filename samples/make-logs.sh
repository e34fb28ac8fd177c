#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes logs beside this script with Debian's named and Squid, on this machine's loopback alone:
#   bind/answers.dnstap   what named tells of queries and responses by dnstap
#   squid/combined.log, squid/own.log, squid/own.conf   Squid's combined format, and one of its own
#
# Needs root, and on Debian: apt-get install bind9 bind9-dnsutils squid curl python3. Takes ten
# seconds. With a directory as argument the logs are written there, with named's own account of the
# dnstap file (dnstap-read) and its query log, for the tests.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$here}
work=$(mktemp -d)
chmod 755 "$work"
pids=""
cleanup() {
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work" /dev/shm/squid-weirlogs$$-*
}
trap cleanup EXIT

cat >"$work/example.test" <<'ZONE'
$TTL 300
@       SOA   ns.example.test. hostmaster.example.test. 1 3600 600 86400 60
        NS    ns
        MX    10 mail
        TXT   "v=spf1 -all"
ns      A     127.0.0.1
mail    A     198.51.100.22
www     A     198.51.100.20
www     AAAA  2001:db8:20::80
shop    CNAME www
_sip._tcp SRV 0 5 5060 www
ZONE
cat >"$work/named.conf" <<CONF
options {
  directory "$work"; listen-on port 5300 { 127.0.0.1; }; listen-on-v6 port 5300 { ::1; };
  recursion no; pid-file none; session-keyfile none; empty-zones-enable no;
  dnstap { client; auth; }; dnstap-output file "$work/answers.dnstap"; dnstap-identity "ns.example.test";
};
controls { };
logging {
  channel queries { file "$work/queries.log"; print-time iso8601-utc; print-category yes; print-severity yes; };
  category queries { queries; };
  category security { queries; };
};
key "weir." { algorithm hmac-sha256; secret "c2VjcmV0IG9mIHRoZSB0ZXN0cw=="; };
view "inside" {
  match-clients { any; };
  zone "example.test" { type primary; file "$work/example.test"; };
};
CONF
named -f -u root -c "$work/named.conf" 2>"$work/named.err" &
pids="$pids $!"

mkdir "$work/site"
echo '{"status":"ok"}' >"$work/site/status.json"
(cd "$work/site" && exec python3 -m http.server --bind 127.0.0.1 8090) >"$work/web.log" 2>&1 &
pids="$pids $!"

install -d -o proxy "$work/squid"
cat >"$work/squid.conf" <<'CONF'
logformat own %tS %>a:%>p %6tr "%rm %ru HTTP/%rv" %>Hs %<st/%<sh %>st %Ss:%Sh/%<a:%<p "%{User-Agent}>h" %note
CONF
cp "$work/squid.conf" "$work/own.conf"
cat >>"$work/squid.conf" <<CONF
http_port 127.0.0.1:3188
visible_hostname proxy.example.test
http_access allow all
cache deny all
access_log stdio:$work/squid/access.log squid
access_log stdio:$work/squid/common.log common
access_log stdio:$work/squid/combined.log combined
access_log stdio:$work/squid/referer.log referrer
access_log stdio:$work/squid/useragent.log useragent
access_log stdio:$work/squid/own.log own
cache_log $work/squid/cache.log
pid_filename none
coredump_dir $work/squid
shutdown_lifetime 0 seconds
CONF
squid -N -n "weirlogs$$" -f "$work/squid.conf" 2>"$work/squid.err" &
pids="$pids $!"
sleep 3

ask() { dig @127.0.0.1 -p 5300 +tries=1 +time=2 "$@" >/dev/null || true; }
ask www.example.test
ask aaaa WWW.Example.Test
ask +dnssec +cookie mx example.test
ask +tcp txt example.test
ask shop.example.test
ask srv _sip._tcp.example.test
ask +subnet=192.0.2.0/24 no-such-host.example.test
ask other.test
ask -y hmac-sha256:weir.:c2VjcmV0IG9mIHRoZSB0ZXN0cw== ns.example.test
dig @::1 -p 5300 +tries=1 +time=2 www.example.test >/dev/null || true

get() { curl -s --max-time 5 --proxy http://127.0.0.1:3188 "$@" >/dev/null || true; }
get http://127.0.0.1:8090/status.json
get -A 'Some "quoted" agent' -e http://www.example.test/from 'http://127.0.0.1:8090/missing?a=b'
get -I http://localhost:8090/status.json
get -p http://127.0.0.1:8090/status.json
get http://127.0.0.1:1/
sleep 1
for pid in $pids; do kill "$pid"; done
wait 2>/dev/null || true
pids=""

mkdir -p "$target/bind" "$target/squid"
cp "$work/answers.dnstap" "$target/bind/"
cp "$work/squid/combined.log" "$work/squid/own.log" "$work/own.conf" "$target/squid/"
if [ "$target" != "$here" ]; then
  cp "$work/queries.log" "$target/bind/"
  cp "$work/squid/"*.log "$target/squid/"
  dnstap-read -y "$work/answers.dnstap" >"$target/bind/answers.yaml"
fi
ls -l "$target/bind" "$target/squid"
