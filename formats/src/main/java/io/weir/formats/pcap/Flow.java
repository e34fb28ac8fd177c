// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One flow in the meter: who talks to whom, and what analyzers found out about it. */
final class Flow {
  private final int protocol;
  private final byte[] clientAddress;
  private final int clientPort;
  private final byte[] serverAddress;
  private final int serverPort;
  private final long startNanos;

  private @Nullable String name;
  private @Nullable NameSource nameSource;
  private @Nullable String service;

  Flow(
      int protocol,
      byte[] clientAddress,
      int clientPort,
      byte[] serverAddress,
      int serverPort,
      long startNanos) {
    this.protocol = protocol;
    this.clientAddress = clientAddress;
    this.clientPort = clientPort;
    this.serverAddress = serverAddress;
    this.serverPort = serverPort;
    this.startNanos = startNanos;
  }

  /** IP protocol number: 6 for TCP, 17 for UDP. */
  int protocol() {
    return protocol;
  }

  /** 4 or 16 bytes; not to be changed. */
  byte[] clientAddress() {
    return clientAddress;
  }

  int clientPort() {
    return clientPort;
  }

  /** 4 or 16 bytes; not to be changed. */
  byte[] serverAddress() {
    return serverAddress;
  }

  int serverPort() {
    return serverPort;
  }

  /** Time of the first packet, nanoseconds since 1970 UTC. */
  long startNanos() {
    return startNanos;
  }

  /** The server's name; replaces one from a weaker source, or from the same one never. */
  void named(String newName, NameSource source) {
    if (nameSource == null || source.compareTo(nameSource) < 0) {
      String lower = newName.toLowerCase(Locale.ROOT);
      name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
      nameSource = source;
    }
  }

  @Nullable String name() {
    return name;
  }

  @Nullable NameSource nameSource() {
    return nameSource;
  }

  /**
   * The application protocol, in Zeek's words: dns, http, ssl, quic …; several joined by commas.
   */
  void service(String found) {
    service = service == null ? found : service + "," + found;
  }

  @Nullable String service() {
    return service;
  }
}
