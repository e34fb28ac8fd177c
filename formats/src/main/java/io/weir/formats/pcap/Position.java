// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.nio.charset.StandardCharsets;

/**
 * Where the reader of a capture is: the packet it works on. One object a reader, which moves on;
 * whoever makes rows takes from it what they need.
 */
final class Position {
  private byte[] file = {};
  private long number;
  private long nanos;

  /** A new file of the capture begins; packet numbers start again. */
  void enter(String path) {
    file = path.getBytes(StandardCharsets.UTF_8);
    number = 0;
  }

  /** The next packet of the file, captured at {@code time} (nanoseconds since 1970 UTC). */
  void next(long time) {
    number++;
    nanos = time;
  }

  /** The current packet's time, nanoseconds since 1970 UTC. */
  long nanos() {
    return nanos;
  }

  /** The current packet's number in its file, from 1. */
  long number() {
    return number;
  }

  /** The current file's path in UTF-8, the value of {@code src_file}; not to be changed. */
  byte[] file() {
    return file;
  }
}
