// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.WeirException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does with rejected records what the command line says. Thread-safe. */
final class RejectedRecords implements Rejects, Closeable {
  private final Optional<RejectFiles> files;
  private final boolean isStrict;
  private final AtomicReference<@Nullable RuntimeException> first = new AtomicReference<>();

  private RejectedRecords(Optional<RejectFiles> files, boolean isStrict) {
    this.files = files;
    this.isStrict = isStrict;
  }

  static RejectedRecords of(RecordOptions options) {
    return new RejectedRecords(options.rejects().map(RejectFiles::in), options.isStrict());
  }

  @Override
  public void reject(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    try {
      take(file, offset, reason, record, from, length);
    } catch (RuntimeException e) {
      first.compareAndSet(null, e);
      throw e;
    }
  }

  private void take(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    files.ifPresent(f -> f.reject(file, offset, reason, record, from, length));
    if (isStrict) {
      String message =
          "Cannot read a record of %s: %s (at %s). Leave --strict away to go on without it."
              .formatted(file.path(), reason, place(file, offset, record, from, length));
      throw WeirException.of(WeirException.Kind.REJECTS, message, null);
    }
  }

  /** Of text the line, counted from 1; of other files the byte. */
  private static String place(InputFile file, long offset, byte[] record, int from, int length) {
    String place = "byte " + offset;
    for (int i = from; i < from + length; i++) {
      if (record[i] >= 0 && record[i] < '\t') {
        return place;
      }
    }
    long lines = 1;
    byte[] part = new byte[1 << 16];
    try (InputStream in = file.open(0)) {
      for (long at = 0; at < offset; ) {
        int read = in.read(part, 0, (int) Math.min(part.length, offset - at));
        if (read < 0) {
          return place;
        }
        for (int i = 0; i < read; i++) {
          lines += part[i] == '\n' ? 1 : 0;
        }
        at += read;
      }
    } catch (IOException e) {
      return place;
    }
    return "line " + lines + ", " + place;
  }

  /**
   * Fails as the first record did that could not be taken: Spark tells of rejects behind the back
   * of its tasks, and goes on whatever becomes of them.
   */
  void check() {
    RuntimeException failure = first.get();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    if (files.isPresent()) {
      files.get().close();
    }
  }
}
