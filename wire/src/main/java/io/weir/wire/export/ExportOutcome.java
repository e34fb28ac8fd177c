// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/** What became of one datagram. Records before a defect were handed over. */
public sealed interface ExportOutcome {
  /**
   * All of it was read.
   *
   * @param flows records about flows
   */
  record Decoded(int flows) implements ExportOutcome {}

  /**
   * Some sets have a template that is not known (yet); the rest was read.
   *
   * @param sets how many such sets
   * @param bytes their bytes, so that a caller can tell how much is missing
   */
  record NeedsTemplate(int flows, int sets, int bytes) implements ExportOutcome {}

  /**
   * It breaks the protocol.
   *
   * @param reason a phrase without values
   * @param offset where in the datagram
   */
  record Malformed(int flows, String reason, int offset) implements ExportOutcome {}
}
