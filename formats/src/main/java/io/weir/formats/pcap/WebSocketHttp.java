// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/**
 * Takes the data out of the frames of a WebSocket (RFC 6455 §5.2), for the HTTP that is tunnelled
 * in it. Control frames are left out.
 */
final class WebSocketHttp implements FlowAnalyzer {
  private static final int LONGEST_HEADER = 14;
  private static final int MASKED = 0x80;
  private static final int FIRST_CONTROL = 8;

  /** One direction: where in a frame it is. */
  private static final class Frames {
    final byte[] header = new byte[LONGEST_HEADER];
    int held;
    long left;
    int position;

    /** Bytes of the header, as far as those that are held tell. */
    int length() {
      if (held < 2) {
        return 2;
      }
      int size = header[1] & 0x7f;
      int extended = size == 126 ? 2 : size == 127 ? 8 : 0;
      return 2 + extended + ((header[1] & MASKED) == 0 ? 0 : 4);
    }

    void open() {
      int size = header[1] & 0x7f;
      int bytes = size == 126 ? 2 : size == 127 ? 8 : 0;
      left = bytes == 0 ? size : 0;
      for (int i = 0; i < bytes; i++) {
        left = left << 8 | (header[2 + i] & 0xff);
      }
      left = Math.max(0, left);
      position = 0;
    }

    boolean isData() {
      return (header[0] & 0x0f) < FIRST_CONTROL;
    }

    byte mask() {
      return (header[1] & MASKED) == 0 ? 0 : header[length() - 4 + (position & 3)];
    }
  }

  private final FlowAnalyzer inner;
  private final Frames client = new Frames();
  private final Frames server = new Frames();
  private boolean lost;

  /** Gives what the frames hold to {@code inner}. */
  WebSocketHttp(FlowAnalyzer inner) {
    this.inner = inner;
  }

  /** True if the bytes may begin a frame: no extension bits, a known operation. */
  static boolean begins(byte[] data, int from, int length) {
    int operation = length < 2 ? -1 : data[from] & 0x7f;
    return operation >= 0 && (operation <= 2 || (operation >= FIRST_CONTROL && operation <= 10));
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    Frames frames = side == Side.CLIENT ? client : server;
    int at = from;
    int end = from + length;
    while (at < end && !done()) {
      if (frames.held < frames.length()) {
        frames.header[frames.held++] = data[at++];
        if (frames.held == frames.length()) {
          frames.open();
        }
      } else {
        int count = (int) Math.min(frames.left, end - at);
        piece(side, frames, data, at, count);
        at += count;
        frames.left -= count;
      }
      if (frames.held == frames.length() && frames.left == 0) {
        frames.held = 0;
      }
    }
  }

  private void piece(Side side, Frames frames, byte[] data, int at, int count) {
    byte[] plain = new byte[count];
    for (int i = 0; i < count; i++) {
      plain[i] = (byte) (data[at + i] ^ frames.mask());
      frames.position++;
    }
    if (frames.isData()) {
      inner.bytes(side, plain, 0, count);
    }
  }

  /** Behind a gap nobody knows where the next frame begins. */
  @Override
  public void gap(Side side, long length) {
    lost = true;
  }

  @Override
  public void close() {
    inner.close();
  }

  @Override
  public boolean done() {
    return lost || inner.done();
  }
}
