// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its {@code _path} which of a scan's tables a record belongs to. Records without one are
 * of the file's first table. Not thread-safe.
 */
final class JsonPaths {
  static final String REFUSAL = "record of another log than the file begins with";

  /** Paths that are remembered; others are looked up each time. */
  private static final int MOST_PATHS = 256;

  private final JsonLog log;
  private final List<String> tables;
  private final int withoutPath;
  private final List<Known> known = new ArrayList<>();
  private final byte[][] last;
  private int table;
  private @Nullable String refusal;

  /**
   * A path that was seen.
   *
   * @param table its table's position in the scan; -1 when it is not asked for
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Known(byte[] path, int table, @Nullable String refusal) {}

  JsonPaths(JsonLog log, Scan scan) {
    this.log = log;
    this.tables =
        scan.tables().stream()
            .map(wanted -> wanted.table().name().toLowerCase(Locale.ROOT))
            .toList();
    this.withoutPath = tables.indexOf(log.firstTable());
    this.last = new byte[tables.size()][];
    Arrays.fill(last, new byte[0]);
  }

  /** Whether every record is expected to have a path. */
  boolean isExpected() {
    return log.hasPath();
  }

  /** The position of the table of records without path; -1 when it is not asked for. */
  int withoutPath() {
    return withoutPath;
  }

  /** True when a path is that of the table at a position of the scan. */
  boolean isOf(int position, byte[] bytes, int from, int end) {
    if (Arrays.equals(last[position], 0, last[position].length, bytes, from, end)) {
      return true;
    }
    Known found = find(bytes, from, end);
    table = found.table();
    refusal = found.refusal();
    if (table >= 0) {
      last[table] = found.path();
    }
    return table == position;
  }

  private Known find(byte[] bytes, int from, int end) {
    for (Known one : known) {
      if (Arrays.equals(one.path(), 0, one.path().length, bytes, from, end)) {
        return one;
      }
    }
    byte[] path = Arrays.copyOfRange(bytes, from, end);
    String name = Names.table(new String(path, UTF_8));
    int position = tables.indexOf(name);
    boolean isLost = position < 0 && withoutPath >= 0 && !declares(name);
    Known found = new Known(path, position, isLost ? REFUSAL : null);
    if (known.size() < MOST_PATHS) {
      known.add(found);
    }
    return found;
  }

  private boolean declares(String name) {
    try {
      return log.declares(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes a record without path. */
  void seeNone() {
    table = withoutPath;
    refusal = null;
  }

  /** The position of the table of the record seen last; -1 when it is not asked for. */
  int table() {
    return table;
  }

  /** Why the record seen last is rejected; null when another reader reads it. */
  @Nullable String refusal() {
    return refusal;
  }
}
