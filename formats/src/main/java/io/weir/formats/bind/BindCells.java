// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.bind;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Decimals;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.TableScan;
import java.util.List;
import java.util.Map;

/** Writes the wanted columns of a line's parts. */
final class BindCells {
  private static final Map<String, Integer> PARTS =
      Map.ofEntries(
          Map.entry("host", BindLine.HOST),
          Map.entry("category", BindLine.CATEGORY),
          Map.entry("severity", BindLine.SEVERITY),
          Map.entry("client_id", BindLine.CLIENT_ID),
          Map.entry("c_ip", BindLine.CLIENT),
          Map.entry("key", BindLine.KEY),
          Map.entry("view", BindLine.VIEW),
          Map.entry("name", BindLine.NAME),
          Map.entry("class", BindLine.CLASS),
          Map.entry("type", BindLine.TYPE),
          Map.entry("flags", BindLine.FLAGS),
          Map.entry("s_ip", BindLine.SERVER),
          Map.entry("ecs", BindLine.SUBNET),
          Map.entry("rcode", BindLine.CODE),
          Map.entry("message", BindLine.MESSAGE));

  private static final int OTHER = -1;

  private final String[] names;
  private final int[] parts;
  private final byte[] path;

  BindCells(TableScan scan, String path) {
    List<Column> wanted = scan.wanted();
    names = wanted.stream().map(Column::name).toArray(String[]::new);
    parts = wanted.stream().mapToInt(c -> PARTS.getOrDefault(c.name(), OTHER)).toArray();
    this.path = path.getBytes(UTF_8);
  }

  /** Writes a row and ends it. */
  void write(BindLine line, byte[] bytes, long number, CellWriter out) {
    for (int i = 0; i < parts.length; i++) {
      int part = parts[i];
      if (part == OTHER) {
        other(i, line, bytes, number, out);
      } else if (line.has(part)) {
        out.setBytes(i, bytes, line.from(part), line.to(part) - line.from(part));
      }
    }
    out.endRow();
  }

  private void other(int i, BindLine line, byte[] bytes, long number, CellWriter out) {
    switch (names[i]) {
      case "ts" -> {
        if (line.micros() != Decimals.BAD) {
          out.setLong(i, line.micros());
        }
      }
      case "c_port" -> count(out, i, line.clientPort());
      case "s_port" -> count(out, i, line.serverPort());
      case "edns_version" -> count(out, i, line.ednsVersion());
      case "ancount" -> count(out, i, line.count(0));
      case "nscount" -> count(out, i, line.count(1));
      case "arcount" -> count(out, i, line.count(2));
      case "rd" -> flag(out, i, line, '+');
      case "signed" -> flag(out, i, line, 'S');
      case "tcp" -> flag(out, i, line, 'T');
      case "edns_do" -> flag(out, i, line, 'D');
      case "cd" -> flag(out, i, line, 'C');
      case "cookie" -> {
        int letter = Math.max(line.flag('V'), line.flag('K'));
        if (letter >= 0) {
          out.setBytes(i, bytes, letter, 1);
        }
      }
      case "src_file" -> out.setBytes(i, path, 0, path.length);
      case "src_line" -> count(out, i, number == 0 ? -1 : number);
      default -> throw new IllegalStateException("No column " + names[i] + ".");
    }
  }

  private static void count(CellWriter out, int column, long value) {
    if (value >= 0) {
      out.setLong(column, value);
    }
  }

  private static void flag(CellWriter out, int column, BindLine line, char letter) {
    if (line.has(BindLine.FLAGS)) {
      out.setBoolean(column, line.flag(letter) >= 0);
    }
  }
}
