// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

/** The kinds of connections of the made-up network, with their share of all, in per mille. */
enum Service {
  TLS(380, "ssl", "tcp", 6, 443),
  DNS(300, "dns", "udp", 17, 53),
  HTTP(80, "http", "tcp", 6, 80),
  QUIC(90, "quic,ssl", "udp", 17, 443),
  NTP(20, "ntp", "udp", 17, 123),
  SSH(5, "ssh", "tcp", 6, 22),
  ICMP(25, "", "icmp", 1, 0),
  UNANSWERED(80, "", "tcp", 6, 23),
  OTHER(20, "", "tcp", 6, 8443);

  final int share;
  final String word;
  final String protocol;
  final int number;
  final int port;

  Service(int share, String word, String protocol, int number, int port) {
    this.share = share;
    this.word = word;
    this.protocol = protocol;
    this.number = number;
    this.port = port;
  }
}
