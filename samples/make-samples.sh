#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes the samples beside this script with real tools: a small office of network namespaces on one
# machine, with a resolver (BIND), a proxy (Squid), web servers (Python's, with and without TLS),
# clients (curl, dig, ping) and one host that probes its neighbours, all captured by tcpdump.
#
# Needs root, and on Debian: apt-get install bind9 bind9-dnsutils squid curl tcpdump openssl
# python3 iproute2 iputils-ping. Nothing leaves the namespaces. Takes about four minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
chmod 755 "$work"
hosts="anna ben scan dns proxy web"

cleanup() {
  for host in $hosts switch; do
    ip netns pids "weir-$host" 2>/dev/null | xargs -r kill 2>/dev/null || true
  done
  sleep 1
  for host in $hosts switch; do
    ip netns del "weir-$host" 2>/dev/null || true
    rm -rf "/etc/netns/weir-$host"
  done
  rm -rf "$work" /dev/shm/squid-weir$$-*
}
trap cleanup EXIT

on() { local host=$1; shift; ip netns exec "weir-$host" "$@"; }

# --- the network: every host on one switch ---------------------------------------------------------
ip netns add weir-switch
on switch ip link add br0 type bridge
on switch ip link set br0 up
number=10
for host in $hosts; do
  ip netns add "weir-$host"
  ip link add "w$number" type veth peer name eth0 netns "weir-$host"
  ip link set "w$number" netns weir-switch
  on switch ip link set "w$number" master br0 up
  on "$host" ip link set lo up
  on "$host" ip link set eth0 up
  on "$host" ip address add "10.20.0.$number/24" dev eth0
  on "$host" ip address add "2001:db8:20::$number/64" dev eth0 nodad
  on "$host" ip route add 198.51.100.0/24 dev eth0
  mkdir -p "/etc/netns/weir-$host"
  echo "nameserver 10.20.0.13" >"/etc/netns/weir-$host/resolv.conf"
  number=$((number + 1))
done
# anna .10, ben .11, scan .12, dns .13, proxy .14, web .15
for last in 20 21 22; do
  on web ip address add "198.51.100.$last/32" dev eth0
done
on web ip address add 2001:db8:20::80/64 dev eth0 nodad

# --- the resolver ------------------------------------------------------------------------------------
cat >"$work/example.test" <<'ZONE'
$TTL 300
@       SOA   ns.example.test. hostmaster.example.test. 1 3600 600 86400 60
        NS    ns
        MX    10 mail
        TXT   "v=spf1 -all"
ns      A     10.20.0.13
mail    A     198.51.100.22
www     A     198.51.100.20
www     AAAA  2001:db8:20::80
shop    CNAME www
api     A     198.51.100.21
cdn     A     198.51.100.21
updates A     198.51.100.22
_sip._tcp SRV 0 5 5060 www
big     TXT   "a long answer that does not fit into a small datagram: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
ZONE
cat >"$work/100.51.198.in-addr.arpa" <<'ZONE'
$TTL 300
@       SOA   ns.example.test. hostmaster.example.test. 1 3600 600 86400 60
        NS    ns.example.test.
20      PTR   www.example.test.
ZONE
cat >"$work/named.conf" <<CONF
options {
  directory "$work"; listen-on { any; }; listen-on-v6 { any; };
  recursion yes; allow-recursion { any; }; pid-file none; session-keyfile none;
  dnssec-validation no; empty-zones-enable no;
};
controls { };
logging {
  channel queries { file "$work/queries.log"; print-time yes; print-category yes; print-severity yes; };
  category queries { queries; };
};
zone "example.test" { type primary; file "$work/example.test"; };
zone "100.51.198.in-addr.arpa" { type primary; file "$work/100.51.198.in-addr.arpa"; };
CONF
on dns named -f -u root -c "$work/named.conf" 2>"$work/named.err" &

# --- the web servers and the proxy -------------------------------------------------------------------
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=www.example.test" \
  -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
mkdir -p "$work/site"
head -c 4000 /dev/zero | tr '\0' 'a' >"$work/site/index.html"
head -c 24000 /dev/zero | tr '\0' 'b' >"$work/site/logo.png"
echo '{"status":"ok"}' >"$work/site/status.json"
cat >"$work/serve.py" <<'PY'
import http.server, ssl, sys, threading, functools
site, cert, key = sys.argv[1:4]
class Server(http.server.ThreadingHTTPServer):
    address_family = 10
Handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
http.server.SimpleHTTPRequestHandler.protocol_version = "HTTP/1.1"
plain = Server(("::", 80), Handler)
secure = Server(("::", 443), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(cert, key)
secure.socket = context.wrap_socket(secure.socket, server_side=True)
threading.Thread(target=plain.serve_forever, daemon=True).start()
secure.serve_forever()
PY
on web python3 "$work/serve.py" "$work/site" "$work/cert.pem" "$work/key.pem" 2>"$work/web.err" &
install -d -o proxy "$work/squid"
cat >"$work/squid.conf" <<CONF
http_port 3128
visible_hostname proxy.example.test
http_access allow all
cache deny all
access_log stdio:$work/squid/access.log squid
cache_log $work/squid/cache.log
pid_filename none
dns_nameservers 10.20.0.13
coredump_dir $work/squid
shutdown_lifetime 0 seconds
CONF
on proxy squid -N -n "weir$$" -f "$work/squid.conf" 2>"$work/squid.err" &
sleep 3

# --- the capture and the traffic ---------------------------------------------------------------------
on switch tcpdump -q -i br0 -s 0 -U -w "$work/office.pcap" not arp and not icmp6 2>"$work/tcpdump.err" &
sleep 2
get() { local host=$1; shift; on "$host" curl -sk --max-time 5 "$@" >/dev/null || true; }
ask() { local host=$1; shift; on "$host" dig +tries=1 +time=2 "$@" >/dev/null || true; }
for minute in 1 2 3 4; do
  get anna http://www.example.test/ http://www.example.test/logo.png
  get anna https://shop.example.test/ https://shop.example.test/logo.png
  get ben --proxy http://10.20.0.14:3128 http://api.example.test/status.json
  get ben --proxy http://10.20.0.14:3128 https://cdn.example.test/logo.png
  get ben -6 http://www.example.test/index.html
  get anna -A "updater/2.1" http://updates.example.test/status.json http://updates.example.test/missing
  ask anna mx example.test
  ask anna txt example.test
  ask ben aaaa www.example.test
  ask ben srv _sip._tcp.example.test
  ask ben -x 198.51.100.20
  ask anna +bufsize=512 +ignore txt big.example.test
  ask anna +bufsize=512 txt big.example.test
  ask ben "no-such-host-$minute.example.test"
  ask ben +norecurse +dnssec soa example.test
  on anna ping -q -c 3 -i 0.3 198.51.100.20 >/dev/null || true
  get ben -I https://www.example.test/
  if [ "$minute" = 2 ]; then
    # Knocks at port 22 of many addresses, which nobody answers.
    for last in $(seq 100 139); do
      on scan ip neigh replace "198.51.100.$last" lladdr "$(on web cat /sys/class/net/eth0/address)" dev eth0
      on scan timeout 0.1 bash -c "exec 3<>/dev/tcp/198.51.100.$last/22" 2>/dev/null || true
    done
  fi
  sleep 35
done
sleep 2
ip netns pids weir-switch | xargs -r kill
sleep 1

mkdir -p "$here/bind" "$here/squid"
cp "$work/office.pcap" "$here/office.pcap"
cp "$work/queries.log" "$here/bind/queries.log"
cp "$work/squid/access.log" "$here/squid/access.log"
ls -l "$here/office.pcap" "$here/bind/queries.log" "$here/squid/access.log"
