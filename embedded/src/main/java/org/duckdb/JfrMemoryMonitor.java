// SPDX-License-Identifier: Apache-2.0
package org.duckdb;

/**
 * Takes the place of the driver's class of this name, which tells Java Flight Recorder of DuckDB's
 * memory: merely loading the recorder costs a fifth of a start, whether it records or not. It must
 * come before the driver in the class path.
 */
final class JfrMemoryMonitor {
  private JfrMemoryMonitor() {}

  static void init() {}

  static void connectionOpened(DuckDBConnection connection) {}

  static void connectionClosed(long database) {}
}
