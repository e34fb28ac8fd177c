// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes a made-up Zeek conn.log; the same bytes for the same seed. */
final class ConnLog {
  static final String[] FIELDS = {
    "ts",
    "uid",
    "id.orig_h",
    "id.orig_p",
    "id.resp_h",
    "id.resp_p",
    "proto",
    "service",
    "duration",
    "orig_bytes",
    "resp_bytes",
    "conn_state",
    "local_orig",
    "local_resp",
    "missed_bytes",
    "history",
    "orig_pkts",
    "orig_ip_bytes",
    "resp_pkts",
    "resp_ip_bytes",
    "tunnel_parents",
    "ip_proto"
  };
  private static final String[] TYPES = {
    "time", "string", "addr", "port", "addr", "port", "enum", "string", "interval", "count",
    "count", "string", "bool", "bool", "count", "string", "count", "count", "count", "count",
    "set[string]", "count"
  };
  private static final String[] STATES = {"SF", "S0", "REJ", "RSTO", "RSTR", "S1", "OTH"};
  private static final String[] HISTORIES = {"ShADadFf", "S", "Sr", "ShADadR", "Dd", "ShADadfF"};
  private static final String UID_LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CLIENTS = 20_000;
  private static final int SERVERS = 50_000;

  private final SplittableRandom random;

  private ConnLog(long seed) {
    random = new SplittableRandom(seed);
  }

  static void write(Path file, long rows, long seed) throws IOException {
    ConnLog log = new ConnLog(seed);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      StringBuilder line = new StringBuilder();
      line.append("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n")
          .append("#unset_field\t-\n#path\tconn\n#open\t2026-03-01-00-00-00\n")
          .append("#fields\t")
          .append(String.join("\t", FIELDS))
          .append("\n#types\t")
          .append(String.join("\t", TYPES))
          .append('\n');
      long micros = 1_772_323_200_000_000L;
      for (long i = 0; i < rows; i++) {
        micros += log.random.nextInt(30_000);
        log.row(line, micros);
        if (line.length() > 1 << 16) {
          flush(line, out);
        }
      }
      line.append("#close\t2026-03-02-00-00-00\n");
      flush(line, out);
    }
  }

  private static void flush(StringBuilder line, OutputStream out) throws IOException {
    out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
    line.setLength(0);
  }

  private void row(StringBuilder line, long micros) {
    boolean isTcp = random.nextInt(10) < 7;
    boolean isShort = random.nextInt(10) < 2;
    line.append(micros / 1_000_000).append('.');
    line.append(String.format(Locale.ROOT, "%06d", micros % 1_000_000)).append('\t');
    line.append('C');
    for (int i = 0; i < 17; i++) {
      line.append(UID_LETTERS.charAt(random.nextInt(UID_LETTERS.length())));
    }
    line.append('\t');
    address(line, 10, random.nextInt(CLIENTS));
    line.append('\t').append(1024 + random.nextInt(60_000)).append('\t');
    double skew = random.nextDouble();
    address(line, 93, 61 * (int) (skew * skew * SERVERS));
    line.append('\t').append(isTcp ? 443 : 53);
    line.append('\t').append(isTcp ? "tcp" : "udp");
    line.append('\t').append(isShort ? "-" : isTcp ? "ssl" : "dns").append('\t');
    if (isShort) {
      line.append("-\t-\t-");
    } else {
      line.append(random.nextInt(60)).append('.').append(100_000 + random.nextInt(900_000));
      line.append('\t').append(random.nextInt(5_000));
      line.append('\t').append(random.nextInt(1_000_000));
    }
    line.append('\t').append(STATES[random.nextInt(STATES.length)]).append("\tT\tF\t0\t");
    line.append(HISTORIES[random.nextInt(HISTORIES.length)]);
    int packets = 1 + random.nextInt(40);
    line.append('\t').append(packets).append('\t').append(packets * 70);
    line.append('\t').append(packets).append('\t').append(packets * 900);
    line.append("\t-\t").append(isTcp ? 6 : 17).append('\n');
  }

  private static void address(StringBuilder line, int first, int number) {
    line.append(first).append('.').append(number >> 16 & 255);
    line.append('.').append(number >> 8 & 255).append('.').append(number & 255);
  }
}
