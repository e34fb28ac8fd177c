// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.Bytes;
import io.weir.input.LineBlocks;
import io.weir.input.Splits;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Flows as JSON of one dialect: files with a record a line, and messages with one or more lines.
 */
abstract class FlowJsonFormat implements Format, MessageFormat {
  private static final int LOOK_LINES = 8;
  private static final String LINE_COLUMN = "src_line";

  private final Dialect dialect;

  FlowJsonFormat(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public FormatSpec spec() {
    return new FormatSpec(dialect.name(), dialect.summary(), List.of(FiveTables.FLOWS), List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    int from = LineBlocks.markLength(head.bytes(), head.bytes().length);
    return recognise(head.bytes(), from, head.bytes().length - from);
  }

  /** One of the first lines has the members; before it there may be marks that are no flows. */
  @Override
  public Recognition recognise(byte[] value, int from, int length) {
    int end = from + length;
    int start = from;
    Recognition first = new Recognition.No("it does not begin with a JSON object");
    for (int line = 0; line < LOOK_LINES && start < end; line++) {
      while (start < end && value[start] <= ' ' && value[start] >= 0) {
        start++;
      }
      int stop = Bytes.indexWithin(value, start, end, (byte) '\n');
      if (start == end || value[start] != '{') {
        return first;
      }
      Recognition recognition = recogniseObject(value, start, stop);
      if (recognition instanceof Recognition.Yes) {
        return recognition;
      }
      first = line == 0 ? recognition : first;
      start = stop;
    }
    return first;
  }

  /** Whether the object {@code value[start .. stop)} has the members of this dialect. */
  final Recognition recogniseObject(byte[] value, int start, int stop) {
    FlatObject<Void> object = new FlatObject<>();
    object.open(value, start, stop);
    Set<String> keys = new HashSet<>();
    while (object.next()) {
      int size = object.keyTo() - object.keyFrom();
      keys.add(
          dialect.names().apply(new String(value, object.keyFrom(), size, StandardCharsets.UTF_8)));
    }
    if (dialect.signatures().stream().anyMatch(keys::containsAll)) {
      return new Recognition.Yes(List.of(FiveTables.FLOWS), dialect.what() + " in JSON");
    }
    List<String> missing =
        dialect.signatures().get(0).stream().filter(key -> !keys.contains(key)).sorted().toList();
    return new Recognition.No("its first record lacks " + String.join(", ", missing));
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    // Only the beginning of a file tells the numbers of lines.
    boolean isWhole =
        scan.tables().stream()
            .flatMap(table -> table.wanted().stream())
            .anyMatch(column -> column.name().equals(LINE_COLUMN));
    return isWhole ? files.stream().map(Split::whole).toList() : Splits.ofLines(files, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new FlowJsonLines(split, new FlowObject(dialect, scan), rejects);
  }

  @Override
  public boolean isOfLines() {
    return true;
  }

  @Override
  public MessageReader messages(Scan scan, Rejects rejects) {
    return new FlowJsonMessages(new FlowObject(dialect, scan), rejects);
  }
}
