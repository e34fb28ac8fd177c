// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/** Made-up lines of Zeek's conn.log, one in some milliseconds, with scans among them. */
final class ConnLines {
  static final long START = 1_772_323_200_000_000L;

  private static final String HEADER =
      """
      #separator \\x09
      #set_separator	,
      #empty_field	(empty)
      #unset_field	-
      #path	conn
      #open	%s
      #fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	duration	orig_bytes	resp_bytes	conn_state	orig_pkts	resp_pkts
      #types	time	string	addr	port	addr	port	enum	interval	count	count	string	count	count
      """;

  private ConnLines() {}

  /** The lines before the records; no two logs have the same. */
  static String header(String opened) {
    return HEADER.formatted(opened);
  }

  /** Records in order of time, {@code step} microseconds apart. */
  static List<String> records(int count, long step, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(record(START + i * step + random.nextLong(step), i, random));
    }
    return lines;
  }

  private static String record(long micros, int number, SplittableRandom random) {
    boolean isProbe = number % 1000 < 100;
    String client = isProbe ? "10.9.9." + number / 1000 % 3 : "10.0.0." + random.nextInt(40);
    String server = "192.168." + random.nextInt(4) + "." + random.nextInt(100);
    return String.format(
        Locale.ROOT,
        "%d.%06d\tC%d\t%s\t%d\t%s\t%d\ttcp\t1.5\t%d\t%d\t%s\t%d\t%d",
        micros / 1_000_000,
        micros % 1_000_000,
        number,
        client,
        1024 + random.nextInt(1000),
        server,
        isProbe ? random.nextInt(1024) : 443,
        isProbe ? 0 : random.nextInt(5000),
        isProbe ? 0 : random.nextInt(50_000),
        isProbe ? "S0" : "SF",
        isProbe ? 1 : 10,
        isProbe ? 0 : 12);
  }

  /** The same records, none further than so many places from its own. */
  static List<String> shuffled(List<String> lines, int block, long seed) {
    List<String> shuffled = new ArrayList<>(lines);
    Random random = new Random(seed);
    for (int i = 0; i < shuffled.size(); i += block) {
      java.util.Collections.shuffle(
          shuffled.subList(i, Math.min(shuffled.size(), i + block)), random);
    }
    return shuffled;
  }
}
