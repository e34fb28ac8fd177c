// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a day of a made-up network as Zeek's conn.log: seeded, so that everybody has the same.
 * About 20,000 clients and 58,000 servers, few of them busy; 136 bytes a row.
 *
 * <pre>java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.ConnLogGenerator
 * DIRECTORY [ROWS]</pre>
 *
 * <p>writes {@code DIRECTORY/conn.log} and the same rows as 24 files under {@code
 * DIRECTORY/hourly}.
 */
public final class ConnLogGenerator {
  private static final long DAY_START = 1_772_323_200_000_000L;
  private static final long DAY = 86_400_000_000L;
  private static final String HEADER =
      """
      #separator \\x09
      #set_separator\t,
      #empty_field\t(empty)
      #unset_field\t-
      #path\tconn
      #open\t2026-03-01-00-00-00
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\
      \torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\
      \torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents\tip_proto
      #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\
      \tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]\tcount
      """;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String[] STATES = {"SF", "S0", "REJ", "S1", "RSTO"};
  private static final String[] SERVICES = {"-", "dns", "http", "ssl", "ntp"};
  private static final String[] PROTOCOLS = {"tcp", "udp", "tcp", "tcp", "udp"};
  private static final int[] PORTS = {443, 53, 80, 443, 123};
  private static final String[] HISTORIES = {"ShADadFf", "Dd", "ShADadf", "ShADad", "Dd"};

  private final Random random = new Random(42);
  private final StringBuilder line = new StringBuilder(256);

  private ConnLogGenerator() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000_000;
    new ConnLogGenerator().write(directory, rows);
  }

  private void write(Path directory, int rows) throws IOException {
    Path hourly = Files.createDirectories(directory.resolve("hourly"));
    byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
    try (OutputStream whole =
        new BufferedOutputStream(Files.newOutputStream(directory.resolve("conn.log")), 1 << 20)) {
      whole.write(header);
      for (int hour = 0; hour < 24; hour++) {
        String name = "conn.%02d:00:00-%02d:00:00.log.gz".formatted(hour, (hour + 1) % 24);
        try (OutputStream part =
            new GZIPOutputStream(Files.newOutputStream(hourly.resolve(name)), 1 << 16)) {
          part.write(header);
          long first = (long) rows * hour / 24;
          long end = (long) rows * (hour + 1) / 24;
          for (long row = first; row < end; row++) {
            byte[] bytes = row(DAY_START + row * (DAY / rows));
            whole.write(bytes);
            part.write(bytes);
          }
        }
      }
    }
  }

  private byte[] row(long micros) {
    line.setLength(0);
    decimal(micros / 1_000_000, micros % 1_000_000);
    line.append("\tC");
    for (int i = 0; i < 17; i++) {
      line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    int client = (int) (20_000 * Math.pow(random.nextDouble(), 2));
    int server = (int) (60_000 * Math.pow(random.nextDouble(), 3));
    address("10", client).append('\t').append(1024 + random.nextInt(60_000));
    int kind = random.nextInt(SERVICES.length);
    address("93", server).append('\t').append(PORTS[kind]);
    line.append('\t').append(PROTOCOLS[kind]).append('\t').append(SERVICES[kind]).append('\t');
    if (kind == 0) {
      line.append("-\t-\t-");
    } else {
      decimal(random.nextInt(100), random.nextInt(1_000_000));
      line.append('\t').append(random.nextInt(5000)).append('\t').append(random.nextInt(1_000_000));
    }
    line.append('\t').append(STATES[random.nextInt(STATES.length)]).append("\tT\tF\t0\t");
    line.append(HISTORIES[kind]);
    for (int bound : new int[] {100, 100_000, 1000, 1_000_000}) {
      line.append('\t').append(random.nextInt(bound));
    }
    line.append("\t-\t").append(PROTOCOLS[kind].equals("udp") ? 17 : 6).append('\n');
    return line.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private StringBuilder address(String first, int number) {
    return line.append('\t')
        .append(first)
        .append('.')
        .append(number >> 8)
        .append('.')
        .append(number & 255)
        .append('.')
        .append(number % 250 + 1);
  }

  private void decimal(long whole, long micros) {
    line.append(whole).append('.');
    String digits = Long.toString(micros);
    line.append("000000", 0, 6 - digits.length()).append(digits);
  }
}
