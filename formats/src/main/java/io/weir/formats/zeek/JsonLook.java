// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.input.LineBlocks;
import io.weir.model.InputFile;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Recognises JSON logs. */
final class JsonLook {
  private static final int MOST_RECORDS = 50;

  private JsonLook() {}

  /**
   * The log in a file whose first character is a brace, if it is one of Zeek's: its first records
   * name the log, or have a time and the fields of one.
   *
   * @param head what is known of the file; only {@link ZeekLog#LOOK} bytes of it decide
   * @param given the log of records that name none; empty when nobody says
   */
  static Optional<ZeekLog> look(InputFile file, byte[] head, String given) {
    int length = Math.min(head.length, ZeekLog.LOOK);
    byte[] bytes = Arrays.copyOf(head, length + LineBlocks.PADDING);
    bytes[length] = '\n';
    JsonShape shape = new JsonShape();
    Set<String> paths = new LinkedHashSet<>();
    int records = 0;
    for (int from = 0; from < length && records < MOST_RECORDS; ) {
      int end = lineEnd(bytes, from);
      if (JsonText.skipBlanks(bytes, from, end) < end && (end < length || records == 0)) {
        paths.add(path(bytes, from, end));
        records++;
        if (paths.size() == 1) {
          shape.add(bytes, from, end);
        }
      }
      from = end + 1;
    }
    String path = paths.isEmpty() ? "" : paths.iterator().next();
    Set<String> columns = shape.names();
    boolean isGiven = !given.isEmpty() && columns.contains("ts");
    if (isWeirs(columns) || (path.isEmpty() && !isGiven && !isZeek(file, columns))) {
      return Optional.empty();
    }
    String log = Names.log(path.isEmpty() ? given : path, file.name(), columns);
    String why =
        path.isEmpty()
            ? "JSON records with the fields of " + log + ".log"
            : "JSON records with the _path " + String.join(", ", paths);
    return Optional.of(new JsonLog(file, log, !path.isEmpty(), paths.size() > 1, head, why));
  }

  /** True for the columns of a table that Weir itself wrote as NDJSON. */
  private static boolean isWeirs(Set<String> columns) {
    return columns.stream().anyMatch(column -> column.startsWith(Provenance.FILE));
  }

  private static boolean isZeek(InputFile file, Set<String> columns) {
    boolean hasConnection =
        columns.contains("uid") || columns.contains("fuid") || columns.contains("id_orig_h");
    boolean isNamed = KnownFields.isKnown(Names.ofFile(file.name()));
    return (columns.contains("ts") && (hasConnection || isNamed))
        || KnownFields.logWith(columns).isPresent();
  }

  /** The newline behind a line, or the end of the bytes without their padding. */
  static int lineEnd(byte[] padded, int from) {
    int end = padded.length - LineBlocks.PADDING;
    int i = from;
    while (i < end && padded[i] != '\n') {
      i++;
    }
    return i;
  }

  /** The {@code _path} of the record in a line; empty when it has none. */
  static String path(byte[] bytes, int from, int end) {
    JsonText text = new JsonText();
    int i = JsonText.skipBlanks(bytes, from, end);
    i = i < end && bytes[i] == '{' ? JsonText.skipBlanks(bytes, i + 1, end) : end;
    while (i < end && bytes[i] == '"') {
      int quote = text.stringEnd(bytes, i + 1, end);
      if (quote == JsonText.BAD) {
        return "";
      }
      boolean isPath = new String(bytes, i + 1, quote - i - 1, UTF_8).equals("_path");
      i = JsonText.skipBlanks(bytes, quote + 1, end);
      i = JsonText.skipBlanks(bytes, i + 1, end);
      int stop = text.valueEnd(bytes, i, end);
      if (stop == JsonText.BAD) {
        return "";
      }
      if (isPath && bytes[i] == '"') {
        return new String(bytes, i + 1, stop - i - 2, UTF_8);
      }
      i = JsonText.skipBlanks(bytes, stop, end);
      i = i < end && bytes[i] == ',' ? JsonText.skipBlanks(bytes, i + 1, end) : end;
    }
    return "";
  }
}
