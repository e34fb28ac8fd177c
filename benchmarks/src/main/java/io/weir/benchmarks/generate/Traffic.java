// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import java.util.SplittableRandom;

/**
 * Draws the connections of a made-up network: few clients and servers are busy, most are not (the
 * rank-th has a share of about 1/rank), as in real ones. Not thread-safe.
 */
final class Traffic {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String[] STATES = {"SF", "SF", "SF", "SF", "SF", "S1", "RSTO", "RSTR"};
  private static final String[] HISTORIES = {
    "ShADadFf", "ShADadfF", "ShADadFfR", "ShADadTtFf", "ShADadCcFf", "ShADad", "ShADadR", "ShADadr"
  };

  private final SplittableRandom random;
  private final int clients;
  private final int servers;
  private final Service[] services = new Service[1000];
  private final char[] uid = new char[18];

  Traffic(long seed, int clients, int servers) {
    this.random = new SplittableRandom(seed);
    this.clients = clients;
    this.servers = servers;
    int at = 0;
    for (Service service : Service.values()) {
      for (int i = 0; i < service.share; i++) {
        services[at++] = service;
      }
    }
  }

  /**
   * Draws a connection.
   *
   * @param end when it ends, in microseconds since 1970: Zeek writes it then
   */
  void draw(Connection c, long end) {
    Service service = services[random.nextInt(services.length)];
    c.service = service;
    c.uid = uid();
    int client = rank(clients);
    int server = service == Service.DNS ? rank(40) : rank(servers);
    boolean isV6 = mix(server) % 100 < 8;
    c.client = isV6 ? "2001:db8:1::" + Integer.toHexString(client + 1) : privateAddress(client);
    c.server = isV6 ? publicV6(server) : publicAddress(server);
    c.clientPort = service == Service.ICMP ? 8 : 32_768 + random.nextInt(28_232);
    c.serverPort = service.port;
    c.host = "www" + server % 7 + ".site" + server / 3 + ".example";
    c.isIncoming = random.nextInt(20) == 0;
    if (service == Service.UNANSWERED) {
      unanswered(c);
    } else {
      amounts(c, service);
    }
    c.start = end - Math.max(0, c.duration);
  }

  private static void unanswered(Connection c) {
    c.duration = Connection.UNSET;
    c.clientBytes = Connection.UNSET;
    c.serverBytes = Connection.UNSET;
    c.clientPackets = 1;
    c.serverPackets = 0;
    c.state = "S0";
    c.history = "S";
  }

  private void amounts(Connection c, Service service) {
    if (service.number == 6) {
      int state = random.nextInt(STATES.length);
      c.state = STATES[state];
      c.history = HISTORIES[state];
      c.duration = skewed(20_000, 14);
      c.clientBytes = skewed(200, 9);
      c.serverBytes = skewed(400, 14);
    } else {
      c.state = "SF";
      c.history = service == Service.ICMP ? "" : "Dd";
      c.duration = skewed(300, service == Service.QUIC ? 16 : 8);
      c.clientBytes = skewed(30, service == Service.QUIC ? 10 : 2);
      c.serverBytes = skewed(60, service == Service.QUIC ? 15 : 4);
    }
    c.clientPackets = 1 + c.clientBytes / 400 + c.serverBytes / 2800;
    c.serverPackets = 1 + c.serverBytes / 1400;
  }

  /** A number of at least {@code least}, doubled up to so many times: small ones are usual. */
  private long skewed(int least, int doublings) {
    double exponent = random.nextDouble() * random.nextDouble() * doublings;
    return (long) (least * Math.pow(2, exponent)) + random.nextInt(least);
  }

  /** Zipf's law with exponent 1, about. */
  private int rank(int count) {
    return (int) Math.pow(count, random.nextDouble()) - 1;
  }

  private String uid() {
    uid[0] = 'C';
    for (int i = 1; i < uid.length; i++) {
      uid[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    return new String(uid);
  }

  private static String privateAddress(int i) {
    return "10." + (i / 62_500) + '.' + (i / 250 % 250) + '.' + (i % 250 + 2);
  }

  /** Different ranks have different addresses: mixing is a bijection of 24 bits. */
  private static String publicAddress(int rank) {
    int bits = mix(rank);
    return ""
        + (11 + rank % 100)
        + '.'
        + (bits >> 16)
        + '.'
        + (bits >> 8 & 255)
        + '.'
        + (bits & 255);
  }

  private static String publicV6(int rank) {
    return "2600:"
        + Integer.toHexString(mix(rank) & 0xffff)
        + ":4009:8:"
        + Integer.toHexString(rank >> 16)
        + "::"
        + Integer.toHexString((rank & 0xffff) == 0 ? 1 : rank & 0xffff);
  }

  private static int mix(int value) {
    int bits = value * 0x9E3779 & 0xffffff;
    bits ^= bits >> 11;
    return bits * 0x85EBCB & 0xffffff;
  }
}
