// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The logs that Zeek's own tests expect, for comparison. */
final class ZeekLogs {
  private ZeekLogs() {}

  /**
   * One baseline with a log of a kind.
   *
   * @param command the test's command
   * @param loads what scripts the test loads
   * @param complete false if the test filters packets, so that more than the log tells is there
   */
  record Baseline(
      String name, Path log, Path trace, String command, String loads, boolean complete) {
    /** Zeek drops packets with wrong checksums unless told otherwise. */
    /** What the test's command asks for. */
    Options options() {
      boolean ignore = command.matches(".*zeek( -b)? -[A-Za-z]*C.*|.* -C .*");
      return Options.NONE.with("checksums", ignore ? "ignore" : "verify");
    }
  }

  /**
   * All baselines that have this log, such as {@code conn.log}. A test that runs Zeek twice has
   * two, such as {@code conn-all.log}.
   */
  static List<Baseline> with(String logName) {
    Path pcap = Captures.shared("pcap");
    List<Baseline> found = new ArrayList<>();
    for (String line : lines(pcap.resolve("zeek-expected/INDEX.tsv"))) {
      String[] cells = line.split("\t", -1);
      Path directory = pcap.resolve("zeek-expected").resolve(cells[0]);
      Path trace = pcap.resolveSibling(cells[1]);
      boolean filtered = cells[2].contains(" -f ") || cells[0].contains("dynamic-filter");
      for (Path log : Files.isRegularFile(trace) ? logs(directory, logName) : List.<Path>of()) {
        String file = log.getFileName().toString();
        String name = file.equals(logName) ? cells[0] : cells[0] + " " + file;
        found.add(new Baseline(name, log, trace, cells[2], cells[3], !filtered));
      }
    }
    return found;
  }

  private static List<Path> logs(Path directory, String logName) {
    String variant = logName.replace(".log", "-.*\\.log");
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.equals(logName) || (name.matches(variant) && hasConnections(file));
              })
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tests of Zeek's logging write some columns only. */
  private static boolean hasConnections(Path log) {
    return lines(log).stream()
        .anyMatch(line -> line.startsWith("#fields") && line.contains("id.orig_p"));
  }

  /** The rows of a log by column, unset cells left out; escapes are undone in strings. */
  static List<Map<String, String>> rows(Path log) {
    List<String> fields = List.of();
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines(log)) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      if (line.startsWith("#fields")) {
        fields = cells.subList(1, cells.size()).stream().map(ZeekLogs::field).toList();
      } else if (fields.isEmpty() && !line.startsWith("#")) {
        fields = cells; // written by zeek-cut
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.size() && i < fields.size(); i++) {
          if (!cells.get(i).equals("-")) {
            row.put(fields.get(i), cells.get(i));
          }
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Tests of Zeek's logging rename columns. */
  private static String field(String name) {
    return switch (name) {
      case "src" -> "id.orig_h";
      case "src_port" -> "id.orig_p";
      case "dst" -> "id.resp_h";
      case "dst_port" -> "id.resp_p";
      default ->
          name.startsWith("id*") || name.startsWith("id_") ? "id." + name.substring(3) : name;
    };
  }

  /** Text in which {@code \\xHH} is undone. */
  static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\x", i) && i + 4 <= text.length()) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }

  static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
