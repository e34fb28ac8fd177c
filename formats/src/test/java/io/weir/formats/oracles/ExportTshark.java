// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Captured NetFlow of Akvorado's, Scapy's and libnetflow9's tests, as tshark dissects it. */
final class ExportTshark implements Oracle {
  private static final String NAME = "netflow-tshark.tsv";

  @Override
  public String source() {
    return "tshark NetFlow";
  }

  @Override
  public String compares() {
    return "one row a flow of a NetFlow v9 datagram: ends, protocol, bytes, packets, type of"
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
    names.forEach(name -> ours.read(Captures.shared("flow-export/" + name)));
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
