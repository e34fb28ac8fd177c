// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Scan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the native table of log_http_complete, whose lines are requests or responses, with
 * tabs between their fields and different fields in each.
 */
final class TstatHttpLines implements LineDecoder {
  static final String NAME = "http_complete";

  /** The fields that both kinds begin with; {@code entry} is a method, REQ2, HTTP or RES2. */
  static final List<String> COMMON = List.of("c_ip", "c_port", "s_ip", "s_port", "time", "entry");

  static final List<String> REQUEST =
      List.of("hostname", "fqdn", "path", "referer", "user_agent", "cookie", "dnt");
  static final List<String> RESPONSE =
      List.of(
          "code",
          "content_len",
          "content_type",
          "server",
          "content_range",
          "location",
          "set_cookie");

  static final int TIME = 4;
  static final int ENTRY = 5;
  static final int FIELDS = 13;

  private static final Pattern RECORD =
      Pattern.compile(
          "[0-9A-Fa-f.:]+\t\\d+\t[0-9A-Fa-f.:]+\t\\d+\t\\d{9,10}(?:\\.\\d+)?\t[A-Z][A-Z0-9-]*\t.*");

  private static final TableSchema TABLE = table();

  private final int table;
  private final LineFields fields = new LineFields((byte) '\t');
  private final int[] ofRequest;
  private final int[] ofResponse;
  private final TimeRange range;
  private final List<Column> wanted;
  private final byte[] path;

  TstatHttpLines(Scan scan, int table, String path) {
    this.table = table;
    this.path = path.getBytes(UTF_8);
    range = scan.range();
    wanted = scan.tables().get(table).wanted();
    ofRequest = positions(REQUEST);
    ofResponse = positions(RESPONSE);
  }

  private static TableSchema table() {
    List<Column> columns = new ArrayList<>();
    for (List<String> names : List.of(COMMON, REQUEST, RESPONSE)) {
      for (String name : names) {
        Column known = KnownColumns.find(name).orElse(Column.of(name, ColumnType.STRING));
        String unit = name.equals("time") ? "s" : known.unit();
        columns.add(new Column(name, known.type(), unit, ""));
      }
    }
    columns.addAll(KnownColumns.ADDED);
    return new TableSchema(
        TstatLog.TABLE_PREFIX + NAME, "One row a record of Tstat's log_http_complete.", columns);
  }

  /** The log, if lines without a header of names are its records. */
  static Optional<TstatLog> look(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .findFirst()
        .filter(line -> RECORD.matcher(line).matches())
        .map(
            line -> {
              TstatHeader header =
                  new TstatHeader("", COMMON, "records of requests and responses with tabs");
              return new TstatLog(NAME, header, TABLE, (byte) '\t');
            });
  }

  /** For each wanted column the field of a line of one kind; -1 for none. */
  private int[] positions(List<String> own) {
    int[] positions = new int[wanted.size()];
    for (int i = 0; i < positions.length; i++) {
      String name = wanted.get(i).name();
      int common = COMMON.indexOf(name);
      int field = own.indexOf(name);
      positions[i] = common >= 0 ? common : field >= 0 ? COMMON.size() + field : -1;
    }
    return positions;
  }

  /** Whether a line is a response's. */
  static boolean isResponse(LineFields fields) {
    String entry = fields.text(ENTRY);
    return "HTTP".equals(entry) || "RES2".equals(entry);
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    if (bytes[from] == '#') {
      return PASSED;
    }
    fields.divide(bytes, from, end);
    long micros = fields.micros(TIME, 6);
    String defect = defect(fields, micros);
    if (defect != null) {
      return defect;
    }
    if (!range.contains(micros)) {
      return null;
    }
    CellWriter rows = out[table];
    int[] positions = isResponse(fields) ? ofResponse : ofRequest;
    for (int i = 0; i < positions.length; i++) {
      set(i, positions[i], micros, line, bytes, rows);
    }
    rows.endRow();
    return null;
  }

  /** What is wrong with a line; null when nothing is. */
  static @Nullable String defect(LineFields fields, long micros) {
    int count = fields.count();
    if (count != FIELDS && !(count == FIELDS + 1 && fields.isAbsent(FIELDS))) {
      return "wrong number of fields";
    }
    return micros == Decimals.BAD ? "bad time in time" : null;
  }

  private void set(int i, int field, long micros, long line, byte[] bytes, CellWriter rows) {
    switch (wanted.get(i).name()) {
      case "ts" -> rows.setLong(i, micros);
      case "time" -> rows.setDouble(i, micros / 1e6);
      case "src_file" -> rows.setBytes(i, path, 0, path.length);
      case "src_line" -> {
        if (line > 0) {
          rows.setLong(i, line);
        }
      }
      default -> {
        if (fields.isAbsent(field)) {
          return;
        }
        if (wanted.get(i).type() == ColumnType.STRING) {
          rows.setBytes(i, bytes, fields.from(field), fields.end(field) - fields.from(field));
        } else {
          // What a server writes as its length need be none.
          Long value = fields.number(field);
          if (value != null) {
            rows.setLong(i, value);
          }
        }
      }
    }
  }
}
