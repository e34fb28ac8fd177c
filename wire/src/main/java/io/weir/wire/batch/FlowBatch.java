// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.batch;

import io.weir.wire.export.FlowRecord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What writer and reader of a batch share; the layout is in the package's description. */
public final class FlowBatch {
  /**
   * The column with the time at which the datagram came, microseconds since 1970 UTC. The other
   * columns have the numbers of {@link FlowRecord}'s fields.
   */
  public static final int RECEIVED_MICROS = 48;

  /** Numbers of columns are below. */
  public static final int COLUMNS = 64;

  /** The most rows of a batch. */
  public static final int MOST_ROWS = 65_536;

  static final int MAGIC = 0x4246_578f;
  static final int VERSION = 1;
  static final int HEADER = 48;
  static final int ENTRY = 32;
  static final int KIND_NUMBER = 0;
  static final int KIND_ADDRESS = 1;

  static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle NETWORK_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle NETWORK_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private FlowBatch() {}

  /** True when a column holds addresses, not numbers. */
  public static boolean isAddress(int column) {
    return column == FlowRecord.SRC_ADDRESS
        || column == FlowRecord.DST_ADDRESS
        || column == FlowRecord.NEXT_HOP;
  }

  /** True when a message begins as a batch does. */
  public static boolean isBatch(byte[] value, int from, int length) {
    return length >= 4 && (int) INT.get(value, from) == MAGIC;
  }

  /** The next multiple of eight. */
  static int align(int offset) {
    return (offset + 7) & ~7;
  }
}
