// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

/**
 * Told of every record that could not be decoded. Thread-safe: all readers of a run share one.
 *
 * <p>Offered = read + rejected, for every file and by reason.
 */
public interface Rejects {
  /**
   * One record was rejected.
   *
   * @param offset byte offset in the content of the file where the record begins
   * @param reason a short phrase without values, so that reasons can be counted
   * @param record the record's bytes are {@code record[from .. from + length)}; may be cut
   */
  void reject(InputFile file, long offset, String reason, byte[] record, int from, int length);
}
