// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.cli.json.Json;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.WeirException;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes rejected records to a directory: for each input file a file of JSON lines with {@code
 * file}, {@code offset}, {@code reason}, and {@code record}, or {@code record_hex} where it is not
 * UTF-8. Thread-safe.
 */
final class RejectFiles implements Rejects, Closeable {
  /** Few enough for any limit on open files, however many inputs have rejects. */
  private static final int MOST_OPEN = 64;

  private final Path directory;
  private final Map<String, Path> targets = new HashMap<>();

  /** Those that are open, the one used last at the end. */
  private final Map<String, BufferedWriter> writers = new LinkedHashMap<>();

  private final Set<String> names = new HashSet<>();

  private RejectFiles(Path directory) {
    this.directory = directory;
  }

  /** Makes the directory where it is not there. */
  static RejectFiles in(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw WeirException.usage(
          "Cannot write rejects to %s: the directory cannot be made (%s). Name another.",
          directory, WeirException.reason(e));
    }
    return new RejectFiles(directory);
  }

  @Override
  public synchronized void reject(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    StringBuilder line = new StringBuilder();
    line.append("{\"file\":");
    Json.quote(file.path(), line);
    line.append(",\"offset\":").append(offset).append(",\"reason\":");
    Json.quote(reason, line);
    appendRecord(line, record, from, length);
    try {
      writer(file.path()).append(line.append("}\n"));
    } catch (IOException e) {
      throw WeirException.failed(
          "Cannot write rejects to %s: %s. Free space there, or name another directory.",
          directory, String.valueOf(e.getMessage()));
    }
  }

  private static void appendRecord(StringBuilder line, byte[] record, int from, int length) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(record, from, length))
              .toString();
      line.append(",\"record\":");
      Json.quote(text, line);
    } catch (CharacterCodingException e) {
      String hex = HexFormat.of().formatHex(record, from, from + length);
      line.append(",\"record_hex\":\"").append(hex).append('"');
    }
  }

  private BufferedWriter writer(String path) throws IOException {
    BufferedWriter open = writers.remove(path);
    if (open == null) {
      if (writers.size() == MOST_OPEN) {
        Iterator<BufferedWriter> oldest = writers.values().iterator();
        oldest.next().close();
        oldest.remove();
      }
      Path target = targets.get(path);
      if (target == null) {
        target = directory.resolve(name(path));
        targets.put(path, target);
        open = Files.newBufferedWriter(target);
      } else {
        open = Files.newBufferedWriter(target, StandardOpenOption.APPEND);
      }
    }
    // Behind all others: it is the last to be closed.
    writers.put(path, open);
    return open;
  }

  /** A name for the rejects of a file: its path with what separates it replaced, kept distinct. */
  private String name(String path) {
    String plain = path.replaceAll("[^A-Za-z0-9._-]+", "_").replaceFirst("^[_.]+", "");
    String tail = plain.substring(Math.max(0, plain.length() - 180));
    String name = tail + ".rejects.ndjson";
    for (int n = 2; !names.add(name); n++) {
      name = tail + "." + n + ".rejects.ndjson";
    }
    return name;
  }

  @Override
  public synchronized void close() throws IOException {
    for (BufferedWriter writer : writers.values()) {
      writer.close();
    }
    writers.clear();
  }
}
