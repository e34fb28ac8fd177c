// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The names of a Parquet file's columns, from the footer at its end (Thrift's compact protocol;
 * parquet-format, FileMetaData). A footer that is not understood has none.
 */
final class ParquetColumns {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final int TAIL = 8;
  private static final int LARGEST = 16 << 20;
  private static final int DEEPEST = 16;

  private final byte[] bytes;
  private int at;

  private ParquetColumns(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The columns of a file; empty when they cannot be told. */
  static List<String> of(InputFile file) {
    try {
      return footer(file).map(ParquetColumns::ofFooter).orElse(List.of());
    } catch (IOException e) {
      // The engine that reads the file says what is wrong with it.
      return List.of();
    }
  }

  /** False when a file surely has no footer where it should be; one that is not plain may have. */
  static boolean isWhole(InputFile file) {
    try {
      return !file.isSplittable() || footer(file).isPresent();
    } catch (IOException e) {
      return true;
    }
  }

  private static Optional<byte[]> footer(InputFile file) throws IOException {
    if (!file.isSplittable() || file.length() < TAIL) {
      return Optional.empty();
    }
    byte[] tail = read(file, file.length() - TAIL, TAIL);
    int length =
        (tail[0] & 0xff) | (tail[1] & 0xff) << 8 | (tail[2] & 0xff) << 16 | (tail[3] & 0xff) << 24;
    boolean isEnd = Arrays.equals(tail, 4, TAIL, MAGIC, 0, MAGIC.length);
    if (!isEnd || length <= 0 || length > file.length() - TAIL) {
      return Optional.empty();
    }
    boolean isUsual = length <= LARGEST;
    return Optional.of(isUsual ? read(file, file.length() - TAIL - length, length) : new byte[0]);
  }

  /** The columns that a footer names; empty when it is not understood. */
  static List<String> ofFooter(byte[] footer) {
    try {
      return new ParquetColumns(footer).columns();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return List.of();
    }
  }

  private static byte[] read(InputFile file, long offset, int length) throws IOException {
    try (InputStream in = file.open(offset)) {
      return in.readNBytes(length);
    }
  }

  /** A column of the schema, which is a tree written root first. */
  private record Element(String name, long children) {}

  private List<String> columns() {
    int field = 0;
    for (int head = octet(); head != 0; head = octet()) {
      field = field(field, head);
      if (field == 2) {
        return topLevel();
      }
      skip(head & 15, 0);
    }
    return List.of();
  }

  private List<String> topLevel() {
    int head = octet();
    int size = head >> 4 == 15 ? length() : head >> 4;
    List<String> names = new ArrayList<>();
    long below = 0;
    for (int i = 0; i < size; i++) {
      Element element = element();
      if (i > 0 && below == 0) {
        names.add(element.name());
      }
      below = i == 0 ? 0 : Math.max(0, below - 1) + element.children();
    }
    return names;
  }

  private Element element() {
    String name = "";
    long children = 0;
    int field = 0;
    for (int head = octet(); head != 0; head = octet()) {
      field = field(field, head);
      if (field == 4) {
        int length = length();
        name = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
      } else if (field == 5) {
        children = zigzag();
      } else {
        skip(head & 15, 0);
      }
    }
    return new Element(name, children);
  }

  private int field(int before, int head) {
    return head >> 4 == 0 ? (int) zigzag() : before + (head >> 4);
  }

  private void skip(int type, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("The footer is nested too deep.");
    }
    switch (type) {
      case 1, 2 -> {}
      case 3 -> octet();
      case 4, 5, 6 -> varint();
      case 7 -> at += 8;
      case 8 -> at += length();
      case 9, 10 -> skipList(depth);
      case 12 -> {
        for (int head = octet(); head != 0; head = octet()) {
          field(0, head);
          skip(head & 15, depth + 1);
        }
      }
      default -> throw new IllegalArgumentException("The footer is not understood.");
    }
  }

  private void skipList(int depth) {
    int head = octet();
    int size = head >> 4 == 15 ? length() : head >> 4;
    for (int i = 0; i < size; i++) {
      // A truth value in a list is an octet.
      skip((head & 15) <= 2 ? 3 : head & 15, depth + 1);
    }
  }

  /** A number of bytes, or of elements of at least a byte, that are still there. */
  private int length() {
    long length = varint();
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("The footer is not understood.");
    }
    return (int) length;
  }

  private int octet() {
    return bytes[at++] & 0xff;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int octet = octet();
      value |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("The footer is not understood.");
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }
}
