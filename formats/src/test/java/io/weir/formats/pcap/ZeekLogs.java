// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.Options;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The logs that Zeek's own tests expect, for comparison. */
public final class ZeekLogs {
  private ZeekLogs() {}

  /**
   * One baseline with a log of a kind.
   *
   * @param complete false if the test filters packets, so that more than the log tells is there
   */
  public record Baseline(String name, Path log, Path trace, String command, boolean complete) {
    /** Zeek drops packets with wrong checksums unless told otherwise. */
    /** What the test's command asks for. */
    public Options options() {
      boolean ignore = command.matches(".*zeek( -b)? -[A-Za-z]*C.*|.* -C .*");
      return Options.NONE.with("checksums", ignore ? "ignore" : "verify");
    }
  }

  /** All baselines that have this log, such as {@code dns.log}. */
  public static List<Baseline> with(String logName) {
    Path pcap = Captures.shared("pcap");
    List<Baseline> found = new ArrayList<>();
    for (String line : lines(pcap.resolve("zeek-expected/INDEX.tsv"))) {
      String[] cells = line.split("\t", -1);
      Path log = pcap.resolve("zeek-expected").resolve(cells[0]).resolve(logName);
      Path trace = pcap.resolveSibling(cells[1]);
      if (Files.isRegularFile(log) && Files.isRegularFile(trace)) {
        boolean filtered = cells[2].contains(" -f ") || cells[0].contains("dynamic-filter");
        found.add(new Baseline(cells[0], log, trace, cells[2], !filtered));
      }
    }
    return found;
  }

  /** The rows of a log by column, unset cells left out; escapes are undone in strings. */
  public static List<Map<String, String>> rows(Path log) {
    List<String> fields = List.of();
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines(log)) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      if (line.startsWith("#fields")) {
        fields = cells.subList(1, cells.size());
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

  /** Known differences by baseline, from a file beside the tests. */
  public static Map<String, String> known(String resource) {
    Map<String, String> known = new TreeMap<>();
    for (String[] cells : cells(resource)) {
      known.put(cells[0], cells[1] + " of Zeek, " + cells[2] + " of Weir");
    }
    return known;
  }

  /** What is missed by capture: the first two columns of a file beside the tests. */
  public static Map<String, String> reasons(String resource) {
    Map<String, String> known = new TreeMap<>();
    for (String[] cells : cells(resource)) {
      known.put(cells[0], cells[1]);
    }
    return known;
  }

  private static List<String[]> cells(String resource) {
    try (InputStream in = ZeekLogs.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(each -> !each.startsWith("#"))
          .map(each -> each.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text in which {@code \\xHH} is undone. */
  public static String unescaped(String text) {
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

  public static List<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
