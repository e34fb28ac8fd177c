// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.WeirException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Does with rejected records what the command line says. Thread-safe. */
final class RejectedRecords implements Rejects, Closeable {
  private final Optional<RejectFiles> files;
  private final boolean isStrict;

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
    files.ifPresent(f -> f.reject(file, offset, reason, record, from, length));
    if (isStrict) {
      String message =
          "Cannot read a record of %s: %s (at byte %d). Leave --strict away to go on without it."
              .formatted(file.path(), reason, offset);
      throw WeirException.of(WeirException.Kind.REJECTS, message, null);
    }
  }

  @Override
  public void close() throws IOException {
    if (files.isPresent()) {
      files.get().close();
    }
  }
}
