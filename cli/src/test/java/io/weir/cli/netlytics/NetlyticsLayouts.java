// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The repository's samples in the directories that NetLytics' connectors expect. */
final class NetlyticsLayouts {
  private static final String TSTAT = "2026/03-Mar/2026_03_01_10_00.out";

  private final Path logs;

  private NetlyticsLayouts(Path logs) {
    this.logs = logs;
  }

  /**
   * Lays out {@code bro}, {@code squid}, {@code tstat}, {@code bind}, {@code pcap}, {@code dumps}.
   */
  static void write(Path logs) throws IOException {
    NetlyticsLayouts layouts = new NetlyticsLayouts(logs);
    for (String log : List.of("conn", "dns", "http", "ssl")) {
      layouts.gzip("zeek/" + log + ".log", "bro/2026-03-01/" + log + ".10.00.00-24.00.00.log.gz");
    }
    layouts.copy("squid/access.log", "squid/access.log-20261122");
    for (String log : List.of("tcp_complete", "tcp_nocomplete", "udp_complete", "dns_complete")) {
      layouts.copy("tstat/" + TSTAT + "/log_" + log, "tstat/" + TSTAT + "/log_" + log);
    }
    layouts.gzip(
        "tstat/" + TSTAT + "/log_http_complete", "tstat/" + TSTAT + "/log_http_complete.gz");
    layouts.copy("bind/queries.log", "bind/bind.log-20261122");
    layouts.copy("office.pcap", "pcap/office.20261121.063300.000000");
    String dumps = "dumps/2026/11-Nov/2026_11_21_06_33.out/traces00/";
    layouts.copy("office.pcap", dumps + "udp_dns.pcap00");
    layouts.copy("office.pcap", dumps + "ip_complete.pcap00");
  }

  private void copy(String sample, String log) throws IOException {
    Files.copy(sample(sample), made(log));
  }

  private void gzip(String sample, String log) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(made(log)))) {
      Files.copy(sample(sample), out);
    }
  }

  private Path made(String log) throws IOException {
    Path file = logs.resolve(log);
    Files.createDirectories(file.resolveSibling(""));
    return file;
  }

  /** A sample of the repository, whose root is the directory above that has {@code .mvn}. */
  static Path sample(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve(".mvn"))) {
      root = root.resolve("..").normalize();
    }
    return root.resolve("samples").resolve(name);
  }
}
