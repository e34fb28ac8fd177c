// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import io.weir.model.InputFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file whose content is in memory. Immutable: do not change the array that was given.
 *
 * @param path as people see it
 * @param content the bytes, decompressed
 * @param compression {@code plain}, or the name of one: then the file cannot be split
 */
@SuppressWarnings("ArrayRecordComponent")
public record BytesFile(String path, byte[] content, String compression) implements InputFile {
  private static final String PLAIN = "plain";

  /** A plain file. */
  public static BytesFile of(String path, byte[] content) {
    return new BytesFile(path, content, PLAIN);
  }

  /** A plain file holding text as UTF-8. */
  public static BytesFile of(String path, String content) {
    return of(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy in memory of a file of {@link SharedData}, decompressed. */
  public static BytesFile of(Path file) {
    return of(file.toString(), SharedData.content(file));
  }

  /** The same content as if stored compressed, so that it can only be read from its beginning. */
  public BytesFile compressed() {
    return new BytesFile(path + ".gz", content, "gz");
  }

  @Override
  public String name() {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.endsWith(".gz") ? last.substring(0, last.length() - 3) : last;
  }

  @Override
  public long length() {
    return content.length;
  }

  @Override
  public boolean isSplittable() {
    return compression.equals(PLAIN);
  }

  @Override
  public InputStream open(long offset) {
    int from = (int) Math.min(offset, content.length);
    return new ByteArrayInputStream(content, from, content.length - from);
  }
}
