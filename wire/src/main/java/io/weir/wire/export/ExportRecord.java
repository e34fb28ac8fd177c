// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One data record in its datagram. A view that the decoder moves from record to record: valid only
 * during the call that hands it over, not thread-safe.
 */
public final class ExportRecord {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Template template;
  private byte[] bytes = new byte[0];
  private int offset;
  private int[] offsets = new int[0];
  private int[] lengths = new int[0];
  private int[] ownOffsets = new int[0];
  private int[] ownLengths = new int[0];
  private final ExportHeader header;

  ExportRecord(ExportHeader header, Template template) {
    this.header = header;
    this.template = template;
  }

  void moveTo(Template newTemplate, byte[] newBytes, int newOffset) {
    template = newTemplate;
    bytes = newBytes;
    offset = newOffset;
    offsets = newTemplate.offsets();
    lengths = newTemplate.lengths();
  }

  /**
   * Moves to a record some of whose fields tell their own length: one byte, or 255 and two bytes.
   *
   * @return the record's length, or -1 when it reaches beyond the end
   */
  int moveToVariable(Template newTemplate, byte[] newBytes, int newOffset, int end) {
    moveTo(newTemplate, newBytes, newOffset);
    if (ownOffsets.length < newTemplate.fields()) {
      ownOffsets = new int[newTemplate.fields()];
      ownLengths = new int[newTemplate.fields()];
    }
    offsets = ownOffsets;
    lengths = ownLengths;
    int at = newOffset;
    for (int i = 0; i < newTemplate.fields(); i++) {
      int length = newTemplate.length(i);
      if (length == Template.VARIABLE) {
        if (at >= end) {
          return -1;
        }
        length = bytes[at++] & 0xff;
        if (length == 255) {
          if (end - at < 2) {
            return -1;
          }
          length = (short) SHORT.get(bytes, at) & 0xffff;
          at += 2;
        }
      }
      if (length > end - at) {
        return -1;
      }
      offsets[i] = at - newOffset;
      lengths[i] = length;
      at += length;
    }
    return at - newOffset;
  }

  /** Where a field begins in {@link #bytes}. */
  public int at(int field) {
    return offset + offsets[field];
  }

  /** Bytes of a field in this record. */
  public int length(int field) {
    return lengths[field];
  }

  public Template template() {
    return template;
  }

  /** The header of the datagram the record came in. */
  public ExportHeader header() {
    return header;
  }

  /** The datagram; the record begins at {@link #offset}. */
  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  /** A field as an unsigned number; of a field longer than eight bytes the last eight. */
  public long number(int field) {
    int at = offset + offsets[field];
    int length = lengths[field];
    return switch (length) {
      case 0 -> 0;
      case 1 -> bytes[at] & 0xff;
      case 2 -> (short) SHORT.get(bytes, at) & 0xffff;
      case 4 -> (int) INT.get(bytes, at) & 0xffff_ffffL;
      case 8 -> (long) LONG.get(bytes, at);
      default -> odd(at, length);
    };
  }

  static long u64(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  private long odd(int at, int length) {
    long value = 0;
    for (int i = Math.max(0, length - 8); i < length; i++) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }
}
