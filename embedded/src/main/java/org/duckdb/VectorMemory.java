// SPDX-License-Identifier: Apache-2.0
package org.duckdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the memory of DuckDB's vectors, which the driver keeps to itself. This class is the only
 * place that depends on the driver's internals; {@code io.weir.embedded} tries it at start and uses
 * the public API where it does not work. Its package is the driver's because package-private
 * members are not visible elsewhere.
 */
public final class VectorMemory {
  private static final @Nullable VarHandle DATA = field("data");
  private static final @Nullable VarHandle VALIDITY = field("validity");
  private static final @Nullable AddressField ADDRESS = AddressField.find();

  private VectorMemory() {}

  /** True when vectors and direct buffers can be reached with this driver on this JVM. */
  public static boolean isReachable() {
    return DATA != null && VALIDITY != null && ADDRESS != null;
  }

  /** The cells of a vector, in the machine's byte order. */
  public static ByteBuffer data(DuckDBWritableVector vector) {
    return read(DATA, vector);
  }

  /** The validity bits of a vector, in the machine's byte order; all rows are NULL at first. */
  public static ByteBuffer validity(DuckDBWritableVector vector) {
    return read(VALIDITY, vector);
  }

  /** Where a direct buffer lies in memory. */
  public static long address(ByteBuffer direct) {
    if (ADDRESS == null || !direct.isDirect()) {
      throw new IllegalStateException("The buffer's address cannot be read.");
    }
    return ADDRESS.of(direct);
  }

  private static ByteBuffer read(@Nullable VarHandle field, DuckDBWritableVector vector) {
    if (field == null) {
      throw new IllegalStateException("The driver's vectors cannot be reached.");
    }
    return (ByteBuffer) field.get(vector);
  }

  private static @Nullable VarHandle field(String name) {
    try {
      return MethodHandles.privateLookupIn(DuckDBWritableVector.class, MethodHandles.lookup())
          .findVarHandle(DuckDBWritableVector.class, name, ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /**
   * Reads {@code Buffer.address} through the one door that JDK 17 to 25 leave open; reflectively,
   * for the compiler refuses to name it.
   */
  private record AddressField(Object unsafe, Method getLong, long offset) {
    static @Nullable AddressField find() {
      try {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        var instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        Object unsafe = instance.get(null);
        long offset =
            (long)
                type.getMethod("objectFieldOffset", Field.class)
                    .invoke(unsafe, Buffer.class.getDeclaredField("address"));
        return new AddressField(
            unsafe, type.getMethod("getLong", Object.class, long.class), offset);
      } catch (ReflectiveOperationException | RuntimeException e) {
        return null;
      }
    }

    long of(ByteBuffer buffer) {
      try {
        return (long) getLong.invoke(unsafe, buffer, offset);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("The buffer's address cannot be read.", e);
      }
    }
  }
}
