// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.benchmarks.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes logs of a made-up network as Squid, Tstat and BIND's named write them.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*'
 *   io.weir.benchmarks.generate.ServerLogGenerator [to=DIRECTORY] [megabytes=250]
 *   [forms=squid,tstat,bind] [seed=42]</pre>
 */
public final class ServerLogGenerator {
  private static final long START_MILLIS = 1_772_323_200_000L;
  private static final int CLIENTS = 25_000;
  private static final int SERVERS = 20_000;
  private static final List<String> TYPES = List.of("A", "A", "A", "AAAA", "AAAA", "HTTPS", "MX");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Random random;
  private long row;

  private ServerLogGenerator(long seed) {
    random = new Random(seed);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Words words = Words.of(arguments, "to", "megabytes", "forms", "seed");
    Path directory = words.path("to", "server-logs");
    Files.createDirectories(directory);
    for (String form : words.list("forms", "squid,tstat,bind")) {
      new ServerLogGenerator(words.number("seed", 42))
          .write(directory, form, words.number("megabytes", 250) << 20);
    }
  }

  private void write(Path directory, String form, long size) throws IOException {
    String name =
        switch (form) {
          case "squid" -> "access.log";
          case "tstat" -> "log_tcp_complete";
          default -> "queries.log";
        };
    long written = 0;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 1 << 20)) {
      if (form.equals("tstat")) {
        out.write(tstatHeader().getBytes(US_ASCII));
      }
      for (; written < size; row++) {
        String line =
            switch (form) {
              case "squid" -> squid();
              case "tstat" -> tstat();
              default -> bind();
            };
        byte[] bytes = line.getBytes(US_ASCII);
        out.write(bytes);
        written += bytes.length;
      }
    }
  }

  /** Few are drawn often, many seldom. */
  private int drawn(int of) {
    double place = random.nextDouble();
    return (int) (of * place * place * place);
  }

  private static String client(int number) {
    return "10." + (number >> 14) + "." + (number >> 6 & 255) + "." + (1 + (number & 63));
  }

  private static String server(int number) {
    return "198." + (18 + (number >> 15)) + "." + (number >> 7 & 255) + "." + (number & 127);
  }

  private static String name(int number) {
    return "www" + number % 7 + ".service-" + Integer.toString(number, 36) + ".example";
  }

  private String squid() {
    int server = drawn(SERVERS);
    long millis = START_MILLIS + row * 3;
    boolean isTunnel = random.nextInt(3) > 0;
    String target =
        isTunnel
            ? "CONNECT " + name(server) + ":443"
            : "GET http://" + name(server) + "/a/page-" + random.nextInt(100_000) + ".html";
    return millis / 1000
        + "."
        + "%03d %6d ".formatted(millis % 1000, random.nextInt(90_000))
        + client(drawn(CLIENTS))
        + (isTunnel ? " TCP_TUNNEL/200 " : " TCP_MISS/200 ")
        + random.nextInt(500_000)
        + " "
        + target
        + " - HIER_DIRECT/"
        + server(server)
        + (isTunnel ? " -\n" : " text/html\n");
  }

  private String bind() {
    String name = name(drawn(SERVERS));
    return TIME.format(Instant.ofEpochMilli(START_MILLIS + row))
        + " queries: info: client @0x7f8df0d0"
        + (1000 + random.nextInt(9000))
        + " "
        + client(drawn(CLIENTS))
        + "#"
        + (1024 + random.nextInt(60_000))
        + " ("
        + name
        + "): query: "
        + name
        + " IN "
        + TYPES.get(random.nextInt(TYPES.size()))
        + (random.nextBoolean() ? " +E(0)K" : " +")
        + " (10.0.0.53)\n";
  }

  /** All sets of version 3, with names only where the reader must know them. */
  private static String tstatHeader() {
    StringBuilder header = new StringBuilder("#31#");
    for (int i = 1; i <= 134; i++) {
      String name =
          switch (i) {
            case 1 -> "c_ip";
            case 2 -> "c_port";
            case 3 -> "c_pkts_all";
            case 9 -> "c_bytes_all";
            case 15 -> "s_ip";
            case 16 -> "s_port";
            case 17 -> "s_pkts_all";
            case 23 -> "s_bytes_all";
            case 29 -> "first";
            case 30 -> "last";
            case 31 -> "durat";
            case 116 -> "c_tls_SNI";
            case 127 -> "fqdn";
            case 131 -> "http_hostname";
            default -> "n" + i;
          };
      header.append(i == 1 ? "" : " ").append(name).append(':').append(i);
    }
    return header.append('\n').toString();
  }

  private String tstat() {
    int server = drawn(SERVERS);
    int kind = random.nextInt(10);
    double first = START_MILLIS + row * 5 + random.nextInt(1000) / 1e3;
    double durat = random.nextInt(100_000) / 10.0;
    StringBuilder line = new StringBuilder(700);
    for (int i = 1; i <= 134; i++) {
      String value =
          switch (i) {
            case 1 -> client(drawn(CLIENTS));
            case 2 -> String.valueOf(1024 + random.nextInt(60_000));
            case 9 -> String.valueOf(random.nextInt(20_000));
            case 15 -> server(server);
            case 16 -> "443";
            case 23 -> String.valueOf(random.nextInt(500_000));
            case 29 -> "%.6f".formatted(first);
            case 30 -> "%.6f".formatted(first + durat);
            case 31 -> "%.6f".formatted(durat);
            case 45, 46, 47, 48, 52, 53, 54, 55 -> "71.143841";
            case 116 -> kind < 8 ? name(server) : "-";
            case 127 -> kind == 9 ? "-" : name(server);
            case 131 -> kind == 8 ? name(server) : "-";
            default -> i % 3 == 0 ? "1460" : "0";
          };
      line.append(value).append(i == 134 ? '\n' : ' ');
    }
    return line.toString();
  }
}
