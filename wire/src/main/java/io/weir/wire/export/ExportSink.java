// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/** Takes what a datagram holds. */
public interface ExportSink {
  /** A record about a flow; valid during the call. */
  void flow(ExportRecord record);

  /** A record about the exporter; valid during the call. */
  default void options(ExportRecord record) {}
}
