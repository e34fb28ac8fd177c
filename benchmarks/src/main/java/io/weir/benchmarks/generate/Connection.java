// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

/** One connection of the made-up network; reused for the next. */
final class Connection {
  /** Stands for a number that Zeek would not know. */
  static final long UNSET = -1;

  Service service = Service.TLS;
  long start;
  long duration;
  String uid = "";
  String client = "";
  int clientPort;
  String server = "";
  int serverPort;
  String host = "";
  long clientBytes;
  long serverBytes;
  long clientPackets;
  long serverPackets;
  String state = "";
  String history = "";
  boolean isIncoming;
}
