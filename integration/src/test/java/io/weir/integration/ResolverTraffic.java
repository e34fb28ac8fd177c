// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Resolutions of 200 resolvers, ten of which send the popular names to servers of their own. Names
 * are asked for as people do: few very often, most once. Some are on several networks, behind
 * CNAMEs, on IPv6.
 */
final class ResolverTraffic {
  private static final String HEADER =
      "ts\tc_ip\ts_ip\tquery\treq_type\tresp_code\tanswers\tanswer_ttls\tflags_resp\n";
  private static final int RESOLVERS = 200;
  private static final int PLANTED = 10;
  private static final int QUERIES = 150;
  private static final int NAMES = 6000;
  private static final int MANIPULATED = 25;
  private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 3, 1, 23, 30);

  private final Random random;
  private final List<String> rows = new ArrayList<>();
  private final SortedSet<String> planted = new TreeSet<>();
  private final double[] popularity = new double[NAMES];

  ResolverTraffic(long seed) {
    random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < NAMES; i++) {
      sum += 1.0 / (i + 1);
      popularity[i] = sum;
    }
    List<String> resolvers = new ArrayList<>();
    for (int i = 0; i < RESOLVERS; i++) {
      resolvers.add(i % 4 == 0 ? "2001:db8:53::" + (i + 1) : "10.53." + i + ".53");
    }
    while (planted.size() < PLANTED) {
      planted.add(resolvers.get(random.nextInt(RESOLVERS)));
    }
    for (int query = 0; query < QUERIES; query++) {
      for (String resolver : resolvers) {
        ask(resolver);
      }
    }
  }

  private void ask(String resolver) {
    int name = name();
    boolean isSix = name % 3 == 0 && random.nextInt(3) == 0;
    String domain =
        (name % 2 == 0 ? "www.site" : "site") + name + (name % 5 == 0 ? ".co.uk" : ".org");
    boolean isManipulated = name < MANIPULATED && planted.contains(resolver);
    String answer = isManipulated ? lie(resolver, isSix) : truth(name, isSix);
    rows.add(
        "%s\t10.9.%d.%d\t%s\t%s\t%s\tNOERROR\t%s\t12"
            .formatted(
                BEGIN.plusSeconds(rows.size() / 8),
                random.nextInt(4),
                random.nextInt(250) + 1,
                resolver,
                random.nextInt(9) == 0 ? domain.toUpperCase(java.util.Locale.ROOT) : domain,
                isSix ? "AAAA" : "A",
                answer));
  }

  /** Popular names by Zipf's law; three of ten are asked for once. */
  private int name() {
    if (random.nextInt(10) < 3) {
      return NAMES + rows.size();
    }
    double place = random.nextDouble() * popularity[NAMES - 1];
    int name = java.util.Arrays.binarySearch(popularity, place);
    return name < 0 ? -name - 1 : name;
  }

  /** Resolvers lie in different ways, each with a TTL that never changes. */
  private String lie(String resolver, boolean isSix) {
    int kind = Math.floorMod(resolver.hashCode(), 5);
    String server = isSix ? "2001:" + (40 + kind) + "::" + 6 : "203." + kind + ".113.6";
    return switch (kind) {
      case 0 -> server + (random.nextBoolean() ? "6" : "7") + "\t60";
      case 1 -> random.nextBoolean() ? server + "\t300" : server + "," + server + "8\t300,300";
      default -> server + "\t" + 30 * kind;
    };
  }

  private String truth(int name, boolean isSix) {
    int longest = 60 * (1 + name % 40);
    int ttl = 1 + random.nextInt(longest);
    // Most names are on thirty large networks, the others each on one of two thousand.
    int network = name % 5 < 3 ? name % 30 : 100 + Math.floorMod(name * 7919, 2000);
    // Every seventh is on several, near to who asks.
    int shift = name % 7 == 0 ? random.nextInt(3) : 0;
    int count = name % 7 == 0 ? 1 + random.nextInt(3) : 1 + name % 2;
    List<String> records = new ArrayList<>();
    List<String> ttls = new ArrayList<>();
    if (name % 7 == 0) {
      records.add("edge" + name + ".cdn.net");
      ttls.add("3600");
    }
    for (int i = 0; i < count; i++) {
      int host = 1 + Math.floorMod(name * 31 + i, 250);
      int place = network + shift;
      records.add(
          isSix
              ? "2a%02x:%x::%x".formatted(place % 100, 1 + place, host)
              : "%d.%d.7.%d".formatted(20 + place / 250, place % 250, host));
      ttls.add(String.valueOf(ttl));
    }
    return String.join(",", records) + "\t" + String.join(",", ttls);
  }

  /** The resolvers that lie. */
  SortedSet<String> planted() {
    return planted;
  }

  /** A row for each resolution, tab-separated. */
  List<String> rows() {
    return rows;
  }

  /** Rows as a table's text. */
  static String text(List<String> rows) {
    return HEADER + String.join("\n", rows) + "\n";
  }
}
