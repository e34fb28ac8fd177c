// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.input.LineBlocks;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON log.
 *
 * @param log the log of the first record
 * @param hasPath whether the first record tells its log
 * @param isMixed whether the beginning has records of several logs
 * @param head what recognition was shown of the file; may be empty
 */
@SuppressWarnings("ArrayRecordComponent")
record JsonLog(
    InputFile file, String log, boolean hasPath, boolean isMixed, byte[] head, String why)
    implements ZeekLog {
  /** How much of a log that Weir does not know is looked at for its columns. */
  private static final int UNKNOWN_WINDOW = 1 << 24;

  /** How much of a file with several logs is looked at for what they are. */
  private static final int MIXED_WINDOW = 1 << 22;

  private static final int MOST_TABLES = 1000;

  @Override
  public String firstTable() {
    return Names.table(log);
  }

  @Override
  public boolean declares(String table) throws IOException {
    return isMixed
        ? tables().stream().anyMatch(one -> one.name().equals(table))
        : table.equals(firstTable());
  }

  @Override
  public List<TableSchema> tables() throws IOException {
    Map<String, JsonShape> shapes = new LinkedHashMap<>();
    shapes.put(log, new JsonShape());
    byte[] window = window();
    int end;
    for (int from = 0; from < window.length - LineBlocks.PADDING; from = end + 1) {
      end = JsonLook.lineEnd(window, from);
      String path = JsonLook.path(window, from, end);
      JsonShape shape = shapes.get(path.isEmpty() ? log : path);
      if (shape == null && isMixed && shapes.size() < MOST_TABLES) {
        shape = new JsonShape();
        shapes.put(path, shape);
      }
      if (shape != null) {
        shape.add(window, from, end);
      }
    }
    List<TableSchema> tables = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          String meaning = KnownFields.meaning(name);
          tables.add(new TableSchema(Names.table(name), meaning, shape.columns(name)));
        });
    return united(tables);
  }

  /** Logs whose names differ only in what a table's name cannot have are one table. */
  private static List<TableSchema> united(List<TableSchema> tables) {
    Map<String, TableSchema> byName = new LinkedHashMap<>();
    tables.forEach(table -> byName.merge(table.name(), table, TableSchema::union));
    return List.copyOf(byName.values());
  }

  /** Whole lines from the beginning, with bytes behind that may be read. */
  private byte[] window() throws IOException {
    byte[] bytes = head;
    if (isMixed || !KnownFields.isKnown(log)) {
      bytes = Beginning.of(file, isMixed ? MIXED_WINDOW : UNKNOWN_WINDOW).bytes();
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, (end == 0 ? bytes.length : end) + LineBlocks.PADDING);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new JsonReader(split, this, scan, rejects);
  }
}
