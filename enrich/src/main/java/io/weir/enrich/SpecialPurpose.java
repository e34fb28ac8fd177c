// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

/**
 * Which addresses are not globally reachable, by the IANA IPv4 and IPv6 Special-Purpose Address
 * Registries (RFC 6890, as of October 2025). Where the registry has several blocks around an
 * address the smallest counts, so that 192.0.0.9 is reachable inside 192.0.0.0/24. Multicast is in
 * neither registry, and "N/A" in it (Teredo, 6to4) is not counted as private. Thread-safe.
 */
final class SpecialPurpose {
  private static final long REACHABLE = 0;
  private static final long PRIVATE = 1;

  private static final PrefixTable TABLE = table();

  private SpecialPurpose() {}

  static boolean isPrivate(IpAddress address) {
    return TABLE.find(address) == PRIVATE;
  }

  private static PrefixTable table() {
    PrefixTable.Builder builder = new PrefixTable.Builder();
    add(
        builder,
        PRIVATE,
        "0.0.0.0/8", // this network
        "10.0.0.0/8", // private use
        "100.64.0.0/10", // shared address space (carrier-grade NAT)
        "127.0.0.0/8", // loopback
        "169.254.0.0/16", // link-local
        "172.16.0.0/12", // private use
        "192.0.0.0/24", // IETF protocol assignments
        "192.0.2.0/24", // documentation
        "192.168.0.0/16", // private use
        "198.18.0.0/15", // benchmarking
        "198.51.100.0/24", // documentation
        "203.0.113.0/24", // documentation
        "240.0.0.0/4", // reserved
        "::/128", // unspecified
        "::1/128", // loopback
        "64:ff9b:1::/48", // IPv4-IPv6 translation, local use
        "100::/64", // discard-only
        "100:0:0:1::/64", // dummy
        "2001::/23", // IETF protocol assignments
        "2001:db8::/32", // documentation
        "3fff::/20", // documentation
        "5f00::/16", // segment routing SIDs
        "fc00::/7", // unique local
        "fe80::/10"); // link-local unicast
    add(
        builder,
        REACHABLE,
        "192.0.0.9/32", // port control protocol anycast
        "192.0.0.10/32", // TURN anycast
        "2001::/32", // Teredo: not said
        "2001:1::1/128", // port control protocol anycast
        "2001:1::2/128", // TURN anycast
        "2001:1::3/128", // DNS-SD registration anycast
        "2001:3::/32", // AMT
        "2001:4:112::/48", // AS112
        "2001:10::/28", // ORCHID, deprecated: not said
        "2001:20::/28", // ORCHIDv2
        "2001:30::/28"); // drone remote id
    return builder.build();
  }

  private static void add(PrefixTable.Builder builder, long number, String... prefixes) {
    for (String text : prefixes) {
      Cidr prefix = Cidr.parse(text);
      if (prefix == null) {
        throw new IllegalStateException("no prefix: " + text);
      }
      builder.add(prefix, number);
    }
  }
}
