// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import java.io.IOException;

/** The datagrams of exporters that a file holds, in its order. Not thread-safe. */
interface ExportDatagrams extends AutoCloseable {
  /** Goes to the next one; false at the end. */
  boolean next() throws IOException;

  /** The bytes that hold the datagram, until {@link #next}. */
  byte[] bytes();

  int from();

  int length();

  /** The exporter's address as text; empty when the file does not tell it. */
  String sender();

  /** When it came, microseconds since 1970 UTC. */
  long micros();

  /** Where in the content it begins. */
  long offset();

  /** What was looked into so far, of exporters or not. */
  long packets();

  /** Content bytes consumed. */
  long bytesRead();

  @Override
  void close() throws IOException;
}
