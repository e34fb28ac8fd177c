// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What tcpdump's own tests expect to be printed of packets. */
final class Tcpdump implements Oracle {
  private static final Pattern PACKET =
      Pattern.compile("^ *(\\d+)  (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d\\.\\d+) (.*)$");

  @Override
  public String source() {
    return "tcpdump";
  }

  @Override
  public String compares() {
    return "one row a packet: time, addresses, ports, time to live, identification, TCP flags,"
        + " window and payload length, as far as they are printed";
  }

  @Override
  public void compare(Comparison comparison) {
    Path expected = Captures.shared("pcap/tcpdump-expected");
    try (Stream<Path> files = Files.list(expected)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceAll("\\.out$", "");
        Path capture = expected.resolveSibling("tcpdump").resolve(name + ".pcap");
        if (!Files.exists(capture)) {
          capture = expected.resolveSibling("tcpdump").resolve(name + ".pcapng");
        }
        if (Files.exists(capture)) {
          compare(name, file, capture, comparison);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(String name, Path file, Path capture, Comparison comparison) {
    Map<String, Map<String, String>> packets = new TreeMap<>();
    for (Map<String, String> packet : Tables.of(capture, Options.NONE, FiveTables.PACKETS)) {
      packets.put(packet.getOrDefault("pkt_no", ""), ours(packet));
    }
    List<Map<String, String>> rows = new ArrayList<>();
    List<Map<String, String>> ours = new ArrayList<>();
    for (List<String> printed : packets(ZeekLogs.lines(file))) {
      Matcher packet = PACKET.matcher(printed.get(0));
      if (packet.matches()) {
        Map<String, String> mine = packets.getOrDefault(packet.group(1), Map.of());
        Map<String, String> row = TcpdumpLine.of(packet.group(4), printed, mine);
        row.put("pkt_no", packet.group(1));
        if (!packet.group(4).startsWith("(invalid")) {
          String time = packet.group(2) + "T" + packet.group(3);
          row.put("ts", time);
          mine = new TreeMap<>(mine);
          mine.computeIfPresent("ts", (column, ts) -> cut(ts, time.length()));
        }
        rows.add(row);
        ours.add(mine);
      }
    }
    comparison.rows(name, List.of("pkt_no"), rows, ours);
  }

  /** The lines of each packet. */
  private static List<List<String>> packets(List<String> lines) {
    List<List<String>> packets = new ArrayList<>();
    for (String line : lines) {
      if (PACKET.matcher(line).matches()) {
        packets.add(new ArrayList<>());
      }
      if (!packets.isEmpty()) {
        packets.get(packets.size() - 1).add(line);
      }
    }
    return packets;
  }

  /** Nanoseconds are shown as microseconds unless asked for. */
  private static String cut(String time, int length) {
    return time.substring(0, Math.min(time.length(), length));
  }

  private static Map<String, String> ours(Map<String, String> packet) {
    Map<String, String> row = new TreeMap<>(packet);
    long nanos = Long.parseLong(packet.getOrDefault("ts_ns", "0"));
    Instant second = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L));
    String digits = "%09d".formatted(Math.floorMod(nanos, 1_000_000_000L));
    row.put("ts", second.toString().replace("Z", "") + "." + digits);
    return row;
  }
}
