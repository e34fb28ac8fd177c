// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.nio.charset.StandardCharsets;

/**
 * Where the reader of a capture is: the packet it works on. One object a reader, which moves on;
 * whoever makes rows takes from it what they need.
 */
final class Position {
  static final long UNKNOWN = Long.MIN_VALUE;

  private byte[] file = {};
  private long number;
  private long nanos;
  private long askedNanos = UNKNOWN;
  private byte[] sensor = {};

  /** A new file of the capture begins; packet numbers start again. */
  void enter(String path) {
    file = path.getBytes(StandardCharsets.UTF_8);
    number = 0;
  }

  /** The next packet of the file, captured at {@code time} (nanoseconds since 1970 UTC). */
  void next(long time) {
    number++;
    nanos = time;
    askedNanos = UNKNOWN;
  }

  /** The current packet answers what was asked at {@code time}, as its writer tells. */
  void asked(long time) {
    askedNanos = time;
  }

  /** When what the current packet answers was asked; {@link #UNKNOWN} when nobody tells. */
  long askedNanos() {
    return askedNanos;
  }

  /** Who saw the packets that follow, in UTF-8. */
  void seenBy(byte[] name) {
    sensor = name;
  }

  /** Who saw the current packet; empty when nobody tells. */
  byte[] sensor() {
    return sensor;
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
