// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.WeirException;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Writes rejected records to a directory: for each input file a file of JSON lines with {@code
 * file}, {@code offset}, {@code reason}, and {@code record}, or {@code record_hex} where it is not
 * UTF-8. Thread-safe.
 */
final class RejectFiles implements Rejects, Closeable {
  private final Path directory;
  private final Map<String, BufferedWriter> writers = new HashMap<>();
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
          directory, e.getClass().getSimpleName());
    }
    return new RejectFiles(directory);
  }

  @Override
  public synchronized void reject(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    StringBuilder line = new StringBuilder();
    line.append("{\"file\":");
    Json.append(line, file.path());
    line.append(",\"offset\":").append(offset).append(",\"reason\":");
    Json.append(line, reason);
    appendRecord(line, record, from, length);
    try {
      writer(file.path()).append(line.append("}\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      Json.append(line, text);
    } catch (CharacterCodingException e) {
      String hex = HexFormat.of().formatHex(record, from, from + length);
      line.append(",\"record_hex\":\"").append(hex).append('"');
    }
  }

  private BufferedWriter writer(String path) throws IOException {
    BufferedWriter writer = writers.get(path);
    if (writer == null) {
      writer = Files.newBufferedWriter(directory.resolve(name(path)));
      writers.put(path, writer);
    }
    return writer;
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
