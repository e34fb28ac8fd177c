// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.formats.lines.LineFiles;
import io.weir.formats.lines.NoCells;
import io.weir.model.CellWriter;
import io.weir.model.Head;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form of a log, as the beginning of its file shows. */
record SquidLog(LogFormat format, TableSchema table) {
  private static final int SAMPLED_LINES = 64;
  private static final Pattern REFERRER =
      Pattern.compile("\\d+\\.\\d{3} [0-9A-Fa-f.:]+ \\S+ \\S+:\\S*");

  /** Room behind a line for reading eight bytes at once. */
  private static final int PADDING = 16;

  /**
   * The log in a file: of the format that most of its first lines have, which must be the first of
   * them or half of them.
   */
  static Optional<SquidLog> of(Head head, Options options) {
    List<String> lines = LineFiles.lines(head);
    List<Sampled> sample = lines.stream().limit(SAMPLED_LINES).map(Sampled::of).toList();
    LogFormat best = null;
    long most = 0;
    for (LogFormat format : SquidOptions.formats(options)) {
      long matches = most == sample.size() ? 0 : matches(format, sample, options);
      if (matches > most) {
        most = matches;
        best = format;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    boolean isSure = most * 2 >= sample.size() || matches(best, sample.subList(0, 1), options) == 1;
    return isSure ? Optional.of(new SquidLog(best, table(best))) : Optional.empty();
  }

  private static TableSchema table(LogFormat format) {
    return switch (format.text()) {
      case LogFormat.REFERRER -> SquidColumns.REFERRER;
      case LogFormat.USER_AGENT -> SquidColumns.USER_AGENT;
      default -> SquidColumns.ACCESS;
    };
  }

  /**
   * A line of the sample.
   *
   * @param bytes the line and what may be read behind it
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sampled(String text, byte[] bytes) {
    static Sampled of(String text) {
      return new Sampled(text, (text + "\n" + " ".repeat(PADDING)).getBytes(ISO_8859_1));
    }
  }

  private static long matches(LogFormat format, List<Sampled> lines, Options options) {
    Scan scan = new Scan(List.of(TableScan.all(SquidColumns.ACCESS)), TimeRange.ALL, options);
    SquidLines reader = new SquidLines(format, scan, "");
    CellWriter[] out = {new NoCells()};
    boolean isReferrer = format.text().equals(LogFormat.REFERRER);
    return lines.stream()
        .filter(line -> !isReferrer || REFERRER.matcher(line.text).matches())
        .filter(line -> reader.decode(line.bytes, 0, line.text.length(), 0, out) == null)
        .count();
  }

  /** Why the file is such a log, and which of its values are not read. */
  String why() {
    List<String> skipped =
        format.fields().stream()
            .filter(field -> field.kind() == Field.Kind.SKIPPED)
            .map(Field::column)
            .distinct()
            .toList();
    String why = "records of the log format " + format.name();
    return skipped.isEmpty() ? why : why + ", without " + String.join(", ", skipped);
  }
}
