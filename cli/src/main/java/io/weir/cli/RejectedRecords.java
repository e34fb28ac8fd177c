// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.WeirException;
import java.io.Closeable;
import java.io.IOException;
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
          "Cannot read a record of %s: %s (at byte %d). Leave --strict away to go on without it."
              .formatted(file.path(), reason, offset);
      throw WeirException.of(WeirException.Kind.REJECTS, message, null);
    }
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
