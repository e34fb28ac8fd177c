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
  private final ExportHeader header;

  ExportRecord(ExportHeader header, Template template) {
    this.header = header;
    this.template = template;
  }

  void moveTo(Template newTemplate, byte[] newBytes, int newOffset) {
    template = newTemplate;
    bytes = newBytes;
    offset = newOffset;
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
    int at = offset + template.offset(field);
    int length = template.length(field);
    return switch (length) {
      case 0 -> 0;
      case 1 -> bytes[at] & 0xff;
      case 2 -> (short) SHORT.get(bytes, at) & 0xffff;
      case 4 -> (int) INT.get(bytes, at) & 0xffff_ffffL;
      case 8 -> (long) LONG.get(bytes, at);
      default -> odd(at, length);
    };
  }

  private long odd(int at, int length) {
    long value = 0;
    for (int i = Math.max(0, length - 8); i < length; i++) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }
}
