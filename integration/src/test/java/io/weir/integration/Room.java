// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A room of the design and what it may use.
 *
 * @param name the module, and the package {@code io.weir.NAME}
 * @param rooms the rooms it may use
 * @param libraries packages of third-party libraries it may use; nobody else may
 */
record Room(String name, Set<String> rooms, Set<String> libraries) {
  /** Rooms without code that people run. */
  private static final Set<String> WITHOUT_ARROWS =
      Set.of("benchmarks", "cli-spark", "integration");

  /** The form that tables have between rooms. */
  private static final String ARROW = "org.apache.arrow";

  private static final String KAFKA_CLIENTS = "org.apache.kafka.clients";
  private static final String KAFKA_TYPES = "org.apache.kafka.common";

  /**
   * Libraries of no room's own; topics are written by the collector and by sinks, and read by
   * Spark.
   */
  static final Set<String> SHARED = Set.of(ARROW, KAFKA_CLIENTS, KAFKA_TYPES);

  /** Arrows point one way; a new room needs a line here. */
  private static final List<Room> ALL =
      List.of(
          room("wire"),
          room("model").with(ARROW),
          room("input", "model")
              .with(
                  "org.apache.commons.compress",
                  "org.apache.commons.codec.digest",
                  "org.tukaani.xz",
                  "com.github.luben.zstd"),
          room("formats", "wire", "model", "input"),
          room("analyses", "model").with("org.apache.commons.statistics"),
          room("enrich", "wire", "model").with("com.maxmind.db", "crawlercommons"),
          room("embedded", "model", "enrich").with("org.duckdb", ARROW),
          // Its DataSource opens inputs itself, so that it works with --jars alone.
          room("spark", "model", "enrich", "input", "job")
              .with(
                  "org.apache.spark",
                  "org.apache.hadoop",
                  KAFKA_CLIENTS,
                  KAFKA_TYPES,
                  ARROW,
                  "com.fasterxml.jackson",
                  "scala"),
          room("output", "model").with(KAFKA_CLIENTS, KAFKA_TYPES, "org.knowm.xchart"),
          room("job", "model", "input").with(ARROW),
          room("privacy", "model").with("net.sf.jsqlparser"),
          room("broker")
              .with(
                  "kafka",
                  "org.apache.kafka.metadata",
                  "org.apache.kafka.server",
                  "org.apache.kafka.common.utils"),
          room("collector", "wire", "model")
              .with(KAFKA_CLIENTS, KAFKA_TYPES, "com.sun.net.httpserver"),
          room("live", "cli", "collector", "formats", "input", "job", "model", "wire"),
          room("demo", "broker", "cli", "collector", "input", "job", "live", "model", "output"),
          room("cli", "job", "model", "output", "input", "enrich", "privacy").with("picocli"),
          room("console", "cli", "job", "model", "privacy")
              .with("io.javalin", "jakarta.servlet", "org.eclipse.jetty"),
          room("testkit", "model", "wire").with("org.junit", "org.assertj", "org.opentest4j"));

  private static Room room(String name, String... rooms) {
    return new Room(name, Set.of(rooms), Set.of());
  }

  private Room with(String... packages) {
    return new Room(name, rooms, Set.of(packages));
  }

  /** All rooms of the design that are built. */
  static List<Room> built() {
    List<String> modules = Repository.modules();
    return ALL.stream().filter(room -> modules.contains(room.name())).toList();
  }

  /** The modules that the design has no arrows for. */
  static List<String> unknown() {
    List<String> known = ALL.stream().map(Room::name).toList();
    return Repository.modules().stream()
        .filter(module -> !known.contains(module) && !WITHOUT_ARROWS.contains(module))
        .toList();
  }

  Path directory() {
    return Repository.root().resolve(name);
  }

  Path classes() {
    Path classes = directory().resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException("Room " + name + " is not built: run mvn with -am");
    }
    return classes;
  }

  /** The patterns of the packages that its classes may use. */
  String[] packages() {
    Stream<String> own = Stream.of("java..", "javax..", "io.weir." + name + "..");
    Stream<String> annotations =
        Stream.of(
            "org.jspecify.annotations..",
            "com.google.errorprone.annotations..",
            "com.google.auto.service");
    Stream<String> others = rooms.stream().map(room -> "io.weir." + room + "..");
    Stream<String> third = libraries.stream().map(library -> library + "..");
    return Stream.of(own, annotations, others, third).flatMap(s -> s).toArray(String[]::new);
  }

  @Override
  public String toString() {
    return name;
  }
}
