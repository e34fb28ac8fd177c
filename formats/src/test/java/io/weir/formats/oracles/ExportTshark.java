// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Captured NetFlow and IPFIX of Akvorado's, Scapy's, libnetflow9's and pmacct's tests, and IPFIX
 * files of IPFIXcol's and Stream4Flow's, as tshark dissects them.
 */
final class ExportTshark implements Oracle {
  private static final String NAME = "netflow-tshark.tsv";

  /** So many of the first messages of an IPFIX file are compared. */
  private static final int MESSAGES = 12;

  @Override
  public String source() {
    return "tshark NetFlow and IPFIX";
  }

  @Override
  public String compares() {
    return "one row a flow of a datagram of NetFlow v9 or message of IPFIX: ends, protocol, bytes, packets, type of"
        + " service, flags, interfaces, AS, prefix lengths, direction, ends after NAT; and that"
        + " there are no more";
  }

  @Override
  public void compare(Comparison comparison) {
    List<String> lines = lines();
    String[] names = lines.get(1).split("\t", -1);
    Map<String, List<Map<String, String>>> expected = new LinkedHashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 1; i < cells.length; i++) {
        if (!cells[i].isEmpty()) {
          row.put(names[i], cells[i]);
        }
      }
      expected.computeIfAbsent(cells[0], key -> new ArrayList<>()).add(row);
    }
    expected.forEach((files, rows) -> compare(comparison, files, rows));
  }

  private static void compare(
      Comparison comparison, String files, List<Map<String, String>> expected) {
    ExportRows ours = new ExportRows();
    List<String> names = Arrays.asList(files.split(" ", -1));
    for (String name : names) {
      Path file = Captures.shared("flow-export/" + name);
      if (name.endsWith(".ipfix")) {
        ours.readMessages(file, MESSAGES);
      } else {
        ours.read(file);
      }
    }
    comparison.allRows(
        names.get(names.size() - 1), ExportRows.KEY, expected, ours.rows(), more -> false);
  }

  private static List<String> lines() {
    try (InputStream in = ExportTshark.class.getResourceAsStream(NAME)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
