// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The domains that the tests of JA4's Python program expect of TLS and QUIC streams. */
final class Ja4 implements Oracle {
  private static final List<String> KEY = List.of("c_ip", "c_port", "s_ip", "s_port");

  @Override
  public String source() {
    return "JA4";
  }

  @Override
  public String compares() {
    return "one row a stream with a domain: ends and name";
  }

  @Override
  public void compare(Comparison comparison) {
    Path expected = Captures.shared("pcap/ja4-expected");
    try (Stream<Path> files = Files.list(expected)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceAll("\\.json$", "");
        List<Map<String, String>> rows = new ArrayList<>();
        for (Object each : Json.list(Json.parse(String.join("\n", ZeekLogs.lines(file))))) {
          if (Json.at(each, "domain") != null) {
            rows.add(row(each));
          }
        }
        Path capture = expected.resolveSibling("ja4").resolve(name);
        if (!rows.isEmpty() && Files.exists(capture)) {
          comparison.rows(
              name, KEY, rows, Tables.of(capture, Options.NONE, FiveTables.NAMED_FLOWS));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> row(Object stream) {
    Map<String, String> row = new TreeMap<>();
    row.put("c_ip", Json.text(stream, "src"));
    row.put("c_port", Json.text(stream, "srcport"));
    row.put("s_ip", Json.text(stream, "dst"));
    row.put("s_port", Json.text(stream, "dstport"));
    row.put("tls_sni", Json.text(stream, "domain").toLowerCase(Locale.ROOT));
    return row;
  }
}
