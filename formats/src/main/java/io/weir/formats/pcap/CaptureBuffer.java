// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.input.DamagedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A window that moves over a capture's bytes; whole packets lie in it without being copied. */
final class CaptureBuffer {
  private static final int READ_SIZE = 1 << 18;

  private static final VarHandle BIG_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final InputStream in;
  private byte[] data = new byte[2 * READ_SIZE];
  private int at;
  private int end;
  private long offset;
  private boolean exhausted;
  private @Nullable String damage;

  CaptureBuffer(InputStream in) {
    this.in = in;
  }

  /** The bytes; valid until the next {@link #require}. */
  byte[] data() {
    return data;
  }

  /** Index of the next byte in {@link #data()}. */
  int at() {
    return at;
  }

  /** Offset of the next byte in the capture's content. */
  long offset() {
    return offset + at;
  }

  /** Bytes that are in the window from {@link #at()} on. */
  int available() {
    return end - at;
  }

  /** Makes the next {@code n} bytes be in the window; false if the content ends before. */
  boolean require(int n) throws IOException {
    return end - at >= n || fill(n);
  }

  private boolean fill(int n) throws IOException {
    if (at + n > data.length || data.length - end < READ_SIZE) {
      byte[] target = n + READ_SIZE > data.length ? new byte[n + 2 * READ_SIZE] : data;
      System.arraycopy(data, at, target, 0, end - at);
      data = target;
      offset += at;
      end -= at;
      at = 0;
    }
    while (end < n + at && !exhausted) {
      int read = read();
      if (read < 0) {
        exhausted = true;
      } else {
        end += read;
      }
    }
    return end - at >= n;
  }

  /** What follows damage is left: nothing tells where a packet begins in it. */
  private int read() throws IOException {
    try {
      return in.read(data, end, data.length - end);
    } catch (DamagedFileException e) {
      damage = e.reason();
      return -1;
    }
  }

  /** Why the stored content ends before its end; null when it does not. */
  @Nullable String damage() {
    return damage;
  }

  void skip(int n) {
    at += n;
  }

  /** A copy of up to {@code n} of the next bytes. */
  byte[] peek(int n) {
    return Arrays.copyOfRange(data, at, Math.min(end, at + n));
  }

  /** The 32-bit number {@code ahead} bytes from {@link #at()} on. */
  int i32(int ahead, ByteOrder order) {
    return i32(data, at + ahead, order);
  }

  static int i32(byte[] bytes, int index, ByteOrder order) {
    return order == ByteOrder.BIG_ENDIAN
        ? (int) BIG_INT.get(bytes, index)
        : (int) LITTLE_INT.get(bytes, index);
  }

  /** The unsigned 32-bit number in network byte order. */
  static long u32(byte[] bytes, int index) {
    return (int) BIG_INT.get(bytes, index) & 0xffff_ffffL;
  }

  static int u16(byte[] bytes, int index, ByteOrder order) {
    int high = order == ByteOrder.BIG_ENDIAN ? index : index + 1;
    int low = order == ByteOrder.BIG_ENDIAN ? index + 1 : index;
    return (bytes[high] & 0xff) << 8 | (bytes[low] & 0xff);
  }
}
