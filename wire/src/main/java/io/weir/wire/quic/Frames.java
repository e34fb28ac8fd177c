// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import static io.weir.wire.quic.VarInt.BAD;

/** Walks the frames of an Initial packet from one CRYPTO frame to the next (RFC 9000 §19). */
final class Frames {
  private static final int PADDING = 0;
  private static final int PING = 1;
  private static final int ACK = 2;
  private static final int ACK_ECN = 3;
  private static final int CRYPTO = 6;

  /** CRYPTO of Google's Q050 and T050; a STREAM of others, which no Initial packet has. */
  private static final int GOOGLE_CRYPTO = 8;

  private final byte[] data;
  private int at;
  private long cryptoOffset;
  private int cryptoAt;
  private int cryptoLength;

  Frames(byte[] data) {
    this.data = data;
  }

  /** Moves to the next CRYPTO frame; false when none follows, or something unknown does. */
  boolean next() {
    while (at < data.length) {
      int type = data[at++];
      switch (type) {
        case PADDING, PING -> {}
        case ACK, ACK_ECN -> {
          if (!skipAck(type)) {
            return false;
          }
        }
        case CRYPTO, GOOGLE_CRYPTO -> {
          return crypto();
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private boolean crypto() {
    cryptoOffset = number();
    long length = number();
    if (cryptoOffset == BAD || length == BAD || length > data.length - at) {
      return false;
    }
    cryptoAt = at;
    cryptoLength = (int) length;
    at += cryptoLength;
    return true;
  }

  private boolean skipAck(int type) {
    number();
    number();
    long ranges = number();
    number();
    long rest = ranges * 2 + (type == ACK_ECN ? 3 : 0);
    for (long i = 0; ranges != BAD && i < rest && at < data.length; i++) {
      number();
    }
    return ranges != BAD;
  }

  private long number() {
    long value = VarInt.read(data, at, data.length);
    at = value == BAD ? data.length : at + VarInt.length(data, at);
    return value;
  }

  long cryptoOffset() {
    return cryptoOffset;
  }

  int cryptoAt() {
    return cryptoAt;
  }

  int cryptoLength() {
    return cryptoLength;
  }
}
