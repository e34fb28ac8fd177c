// SPDX-License-Identifier: Apache-2.0
package org.duckdb;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the memory of DuckDB's vectors, which the driver keeps to itself. This class is the only
 * place that depends on the driver's internals; {@code io.weir.embedded} tries it at start and uses
 * the public API where it does not work. Its package is the driver's because package-private
 * members are not visible elsewhere.
 */
public final class VectorMemory {
  private static final @Nullable VarHandle DATA = field(DuckDBWritableVector.class, "data");
  private static final @Nullable VarHandle VALIDITY = field(DuckDBWritableVector.class, "validity");
  private static final @Nullable VarHandle READ_DATA = field(DuckDBReadableVector.class, "data");
  private static final @Nullable VarHandle READ_VALIDITY =
      field(DuckDBReadableVector.class, "validity");
  private static final @Nullable MethodHandle COPY = Copy.find();
  private static final @Nullable AddressField ADDRESS = AddressField.find();

  private VectorMemory() {}

  /** True when vectors and direct buffers can be reached with this driver on this JVM. */
  public static boolean isReachable() {
    return DATA != null && VALIDITY != null && ADDRESS != null;
  }

  /** True when the vectors of a result, and the texts they point to, can be reached too. */
  public static boolean isReadable() {
    return READ_DATA != null && READ_VALIDITY != null && COPY != null;
  }

  /** The cells of a vector, in the machine's byte order. */
  public static ByteBuffer data(DuckDBWritableVector vector) {
    return reached((ByteBuffer) reached(DATA).get(vector));
  }

  /** The cells of a result's vector, in the machine's byte order; valid as long as its chunk. */
  public static ByteBuffer data(DuckDBReadableVector vector) {
    return reached((ByteBuffer) reached(READ_DATA).get(vector));
  }

  /** The validity bits of a result's vector; null when no cell is NULL. */
  public static @Nullable ByteBuffer validity(DuckDBReadableVector vector) {
    return (ByteBuffer) reached(READ_VALIDITY).get(vector);
  }

  /** Copies bytes that a vector points to, to the begin of an array. */
  public static void copy(long address, byte[] to, int length) {
    if (length > to.length || length < 0) {
      throw new IndexOutOfBoundsException(length);
    }
    try {
      reached(COPY).invokeExact((Object) null, address, (Object) to, Copy.BASE, (long) length);
    } catch (Throwable e) {
      throw new IllegalStateException("The driver's memory cannot be read.", e);
    }
  }

  /**
   * Tells whether a result came to its end.
   *
   * @throws SQLException when its query failed on the way: the driver then only says that there are
   *     no more chunks
   */
  public static void check(DuckDBChunkedResult result) throws SQLException {
    result.checkError();
  }

  /** The validity bits of a vector, in the machine's byte order; all rows are NULL at first. */
  public static ByteBuffer validity(DuckDBWritableVector vector) {
    return reached((ByteBuffer) reached(VALIDITY).get(vector));
  }

  /** Where a direct buffer lies in memory. */
  public static long address(ByteBuffer direct) {
    if (ADDRESS == null || !direct.isDirect()) {
      throw new IllegalStateException("The buffer's address cannot be read.");
    }
    return ADDRESS.of(direct);
  }

  private static <T> T reached(@Nullable T member) {
    if (member == null) {
      throw new IllegalStateException("The driver's vectors cannot be reached.");
    }
    return member;
  }

  private static @Nullable VarHandle field(Class<?> owner, String name) {
    try {
      return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
          .findVarHandle(owner, name, ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /**
   * The one door to memory that JDK 17 to 25 leave open, which the compiler refuses to name. Its
   * methods are taken as handles: the JVM compiles them to what they do, and does not read their
   * annotations at each start.
   */
  private static final class Door {
    private Door() {}

    private static Object unsafe() throws ReflectiveOperationException {
      Field instance = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return instance.get(null);
    }

    static MethodHandle method(String name, Class<?> answer, Class<?>... arguments)
        throws ReflectiveOperationException {
      Object unsafe = unsafe();
      return MethodHandles.lookup()
          .findVirtual(unsafe.getClass(), name, MethodType.methodType(answer, arguments))
          .bindTo(unsafe);
    }
  }

  /** Copies from memory into arrays. */
  private static final class Copy {
    /** Where the bytes of an array begin in it. */
    static final long BASE = base();

    static @Nullable MethodHandle find() {
      try {
        return Door.method(
            "copyMemory",
            void.class,
            Object.class,
            long.class,
            Object.class,
            long.class,
            long.class);
      } catch (ReflectiveOperationException | RuntimeException e) {
        return null;
      }
    }

    private static long base() {
      try {
        return Door.unsafe().getClass().getField("ARRAY_BYTE_BASE_OFFSET").getInt(null);
      } catch (ReflectiveOperationException | RuntimeException e) {
        throw new IllegalStateException("The place of an array's bytes is not known.", e);
      }
    }
  }

  /** Reads {@code Buffer.address}. */
  private record AddressField(MethodHandle getLong, long offset) {
    static @Nullable AddressField find() {
      try {
        MethodHandle offset = Door.method("objectFieldOffset", long.class, Field.class);
        return new AddressField(
            Door.method("getLong", long.class, Object.class, long.class),
            (long) offset.invokeExact(Buffer.class.getDeclaredField("address")));
      } catch (Throwable e) {
        return null;
      }
    }

    long of(ByteBuffer buffer) {
      try {
        return (long) getLong.invokeExact((Object) buffer, offset);
      } catch (Throwable e) {
        throw new IllegalStateException("The buffer's address cannot be read.", e);
      }
    }
  }
}
