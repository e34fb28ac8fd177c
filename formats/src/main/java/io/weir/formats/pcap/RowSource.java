// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;

/** Collects finished rows of one table until the reader's caller takes them. */
interface RowSource {
  /** Packet time has reached {@code nanos}: what waited too long becomes a row. */
  void advance(long nanos);

  /** The input ended: all that is still open becomes rows. */
  void finish();

  /**
   * Writes finished rows until {@code out} is full.
   *
   * @return true if no finished row is left
   */
  boolean drain(CellWriter out);
}
