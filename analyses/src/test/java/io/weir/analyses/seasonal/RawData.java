// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the series of minutes in a file of R's, unpacked: R's serialization, XDR, version 2. */
final class RawData {
  private static final int HEAD = 7 + 3 * Integer.BYTES;
  private static final int WITH_ATTRIBUTES = 0x200;
  private static final int WITH_TAG = 0x400;
  private static final int MINUTE = 60_000_000;

  private final ByteBuffer bytes;
  private final List<Object> symbols = new ArrayList<>();

  private RawData(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The second column of the only data frame, a value a minute from 14:01 on. */
  static Samples samples(Path file) throws IOException {
    RawData data = new RawData(ByteBuffer.wrap(Files.readAllBytes(file)).position(HEAD));
    List<?> named = (List<?>) Objects.requireNonNull(data.item());
    List<?> frame = (List<?>) Objects.requireNonNull(named.get(0));
    List<?> counts = (List<?>) Objects.requireNonNull(frame.get(1));
    Samples samples = new Samples();
    for (Object count : counts) {
      long minute = 14L * 60 + 1 + samples.size();
      samples.add(minute * MINUTE, (Double) Objects.requireNonNull(count), samples.size());
    }
    return samples;
  }

  private @Nullable Object item() {
    int flags = bytes.getInt();
    int type = flags & 0xff;
    return switch (type) {
      case 254, 0 -> null;
      case 255 -> symbols.get((flags >> 8) - 1);
      case 1 -> symbol();
      case 2 -> pairs(flags);
      case 9 -> text();
      case 10, 13, 14, 16, 19 -> vector(type, flags);
      default -> throw new IllegalStateException("type " + type);
    };
  }

  private Object symbol() {
    Object symbol = Objects.requireNonNull(item());
    symbols.add(symbol);
    return symbol;
  }

  private @Nullable String text() {
    int length = bytes.getInt();
    if (length < 0) {
      return null;
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  private List<@Nullable Object> pairs(int first) {
    List<@Nullable Object> values = new ArrayList<>();
    int flags = first;
    while ((flags & 0xff) == 2) {
      if ((flags & WITH_ATTRIBUTES) != 0) {
        item();
      }
      if ((flags & WITH_TAG) != 0) {
        item();
      }
      values.add(item());
      flags = bytes.getInt();
    }
    return values;
  }

  private List<@Nullable Object> vector(int type, int flags) {
    int size = bytes.getInt();
    List<@Nullable Object> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(
          switch (type) {
            case 10, 13 -> bytes.getInt();
            case 14 -> bytes.getDouble();
            default -> item();
          });
    }
    if ((flags & WITH_ATTRIBUTES) != 0) {
      item();
    }
    return values;
  }
}
