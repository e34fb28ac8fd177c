// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How a collector works.
 *
 * @param listen the sockets
 * @param encoding how flows are written
 * @param bufferBytes messages that wait for the broker
 * @param socketBufferBytes what the kernel is asked to keep for a socket
 * @param ringBytes datagrams of a socket that wait for being decoded; a power of two
 * @param mostExporters exporters whose templates are kept
 * @param drain how long to wait for the broker at the end
 */
public record CollectorSettings(
    List<InetSocketAddress> listen,
    Encoding encoding,
    long bufferBytes,
    int socketBufferBytes,
    int ringBytes,
    int mostExporters,
    Duration drain) {
  /** Bytes of datagrams that wait for being decoded, unless told otherwise. */
  public static final int RING_BYTES = 1 << 25;

  public CollectorSettings {
    listen = List.copyOf(listen);
  }

  /** The usual settings. */
  public static CollectorSettings of(List<InetSocketAddress> listen, Encoding encoding) {
    return new CollectorSettings(
        listen, encoding, 64L << 20, 32 << 20, RING_BYTES, 1024, Duration.ofSeconds(30));
  }

  /** These settings with another bound for messages that wait for the broker. */
  public CollectorSettings withBuffer(long bytes) {
    return new CollectorSettings(
        listen, encoding, bytes, socketBufferBytes, ringBytes, mostExporters, drain);
  }

  /** These settings with another wait at the end. */
  public CollectorSettings withDrain(Duration wait) {
    return new CollectorSettings(
        listen, encoding, bufferBytes, socketBufferBytes, ringBytes, mostExporters, wait);
  }

  /** These settings with another number of exporters. */
  public CollectorSettings withMostExporters(int most) {
    return new CollectorSettings(
        listen, encoding, bufferBytes, socketBufferBytes, ringBytes, most, drain);
  }
}
