// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Flows of clients that visit 50 services, each with ten names of which two are shared with others,
 * one after the other and sometimes two at once; some flows belong to none.
 */
final class ServiceTraffic {
  private static final String HEADER =
      "ts\tts_end\tc_ip\tc_port\ts_ip\ts_port\tname\tc_bytes\ts_bytes\n";
  private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 3, 1, 22, 0);
  private static final int SERVICES = 50;
  private static final int NAMES = 10;
  private static final int SHARED = 2;
  private static final int POOL = 25;
  private static final int CLIENTS = 40;
  private static final int VISITS = 60;

  private final Random random;
  private final List<String> rows = new ArrayList<>();

  /** The service of each row, by the client's port and address; none where it is empty. */
  private final List<String> truth = new ArrayList<>();

  ServiceTraffic(long seed) {
    random = new Random(seed);
    for (int client = 0; client < CLIENTS; client++) {
      double at = random.nextDouble() * 60;
      flow(client, at, "idle.example", "");
      for (int visit = 0; visit < VISITS; visit++) {
        // Every eighth follows at once.
        at += random.nextInt(8) == 0 ? 1 + 4 * random.nextDouble() : 15 + 60 * random.nextDouble();
        visit(client, at);
      }
    }
  }

  /** The core of a service. */
  static String core(int service) {
    return "www." + word(service) + ".example";
  }

  /** A word without digits or letters alone, which patterns of names would make alike. */
  private static String word(int number) {
    return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26) + "x";
  }

  /** The cores of all services, as a parameter. */
  static String cores() {
    List<String> cores = new ArrayList<>();
    for (int service = 0; service < SERVICES; service++) {
      cores.add(core(service));
    }
    return String.join(",", cores);
  }

  private void visit(int client, double at) {
    int service = random.nextInt(SERVICES);
    String core = core(service);
    flow(client, at, core, core);
    double time = at;
    for (int i = 0; i < NAMES; i++) {
      boolean isShared = i < SHARED;
      String name =
          isShared
              ? "cdn-" + word((service * SHARED + i) % POOL) + ".shared.example"
              : word(i) + "." + word(service) + "-assets.example";
      if (random.nextInt(10) < 8) {
        time += 0.6 * random.nextDouble();
        flow(client, time, name, core);
      }
    }
    if (random.nextInt(3) == 0) {
      flow(
          client,
          at + 3 * random.nextDouble(),
          "other-" + word(random.nextInt(90)) + ".example",
          "");
    }
    if (random.nextInt(20) == 0) {
      flow(client, at + 2, "\\N", "");
    }
  }

  private void flow(int client, double at, String name, String service) {
    LocalDateTime start = BEGIN.plusNanos(1000 * Math.round(at * 1e6));
    rows.add(
        "%s\t%s\t10.2.%d.%d\t%d\t198.51.100.%d\t443\t%s\t%d\t%d"
            .formatted(
                start,
                start.plusNanos(random.nextInt(1000) * 1_000_000L),
                client / 100,
                client % 100,
                10_000 + rows.size() % 50_000,
                Math.floorMod(name.hashCode(), 250),
                name,
                100 + random.nextInt(900),
                1000 + random.nextInt(100_000)));
    truth.add(service);
  }

  List<String> rows() {
    return rows;
  }

  /** The service of each row; empty for none. */
  List<String> truth() {
    return truth;
  }

  /** Rows as a table's text. */
  static String text(List<String> rows) {
    return HEADER + String.join("\n", rows) + "\n";
  }
}
