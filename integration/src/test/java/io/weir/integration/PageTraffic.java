// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Flows of clients, fast and slow ones, that load three pages, each with twelve names that come in
 * four parts, one part after the other, and with names that come seldom.
 */
final class PageTraffic {
  static final List<String> PAGES =
      List.of("www.paper.example", "www.shop.example", "www.video.example");

  private static final String HEADER = "ts\tc_ip\ts_ip\tname\n";
  private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 3, 1, 23, 20);
  private static final int CLIENTS = 30;
  private static final int LOADS = 25;
  private static final int PARTS = 4;
  private static final int NAMES = 3;

  private final Random random;
  private final List<String> rows = new ArrayList<>();

  PageTraffic(long seed) {
    random = new Random(seed);
    for (int client = 0; client < CLIENTS; client++) {
      double at = 60 * random.nextDouble();
      flow(client, at, "idle.example");
      for (int load = 0; load < LOADS; load++) {
        at += 45 + 200 * random.nextDouble();
        load(client, at, 0.5 + client % 5 / 2.0);
      }
    }
  }

  private void load(int client, double at, double slowness) {
    int page = random.nextInt(PAGES.size());
    flow(client, at, PAGES.get(page));
    for (int part = 0; part < PARTS; part++) {
      for (int i = 0; i < NAMES; i++) {
        // Parts begin a second apart and last less; the last ones are not always there.
        if (random.nextInt(10) < 9 - part) {
          flow(
              client,
              at + slowness * (0.1 + part + 0.8 * random.nextDouble()),
              name(page, part, i));
        }
      }
    }
    if (random.nextInt(10) == 0) {
      flow(client, at + 2 * random.nextDouble(), "seldom.example");
    }
  }

  private static String name(int page, int part, int i) {
    String words = "" + (char) ('p' + i) + (char) ('z' - part) + "xy";
    return words + "." + PAGES.get(page).replace("www.", "");
  }

  private void flow(int client, double at, String name) {
    rows.add(
        "%s\t10.3.0.%d\t198.51.100.1\t%s"
            .formatted(BEGIN.plusNanos(1000 * Math.round(at * 1e6)), client, name));
  }

  /** The part of each name, from 1, by page and name. */
  static Map<String, Long> planted() {
    Map<String, Long> planted = new TreeMap<>();
    for (int page = 0; page < PAGES.size(); page++) {
      for (int part = 0; part < PARTS; part++) {
        for (int i = 0; i < NAMES; i++) {
          planted.put(PAGES.get(page) + " " + name(page, part, i), part + 1L);
        }
      }
    }
    return planted;
  }

  List<String> rows() {
    return rows;
  }

  /** Rows as a table's text. */
  static String text(List<String> rows) {
    return HEADER + String.join("\n", rows) + "\n";
  }
}
