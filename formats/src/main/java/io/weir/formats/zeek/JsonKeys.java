// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Swar;
import io.weir.model.ColumnType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the objects at one place of a log's records, with what is to be done with their
 * values. Zeek writes keys in one order, leaving out what is unset, so each key remembers which two
 * came behind it; others are found by hash. Memory is bounded: of all keys of a log {@link
 * #MOST_KEYS} are remembered. Not thread-safe.
 */
final class JsonKeys {
  private static final int MOST_KEYS = 4096;
  private static final int LONGEST_KEY = 256;
  private static final int DEEPEST = 8;
  private static final int HASH = 0x9e3779b1;

  /** A key and what is to be done with its value. */
  static final class Key {
    /** The column that its value goes to; -1 when none does. */
    final int column;

    private final String name;
    private final boolean isPath;
    private final boolean isPassedOver;
    private final boolean isText;
    private final byte[] quoted;
    private final int length;
    private final long first;
    private final long firstMask;
    private final long second;
    private final long secondMask;
    private @Nullable Key next;
    private @Nullable Key other;
    private @Nullable JsonKeys inner;

    private Key(
        byte[] bytes,
        int from,
        int end,
        String name,
        int column,
        @Nullable ColumnType target,
        boolean isPath) {
      this.isPath = isPath;
      this.isPassedOver = column < 0 && !isPath;
      this.isText = target == ColumnType.STRING && !isPath;
      this.name = name;
      this.column = column;
      // With the quotes and the colon that follows: one comparison finds all of them.
      length = end - from + 3;
      quoted = new byte[length];
      quoted[0] = '"';
      System.arraycopy(bytes, from, quoted, 1, end - from);
      quoted[length - 2] = '"';
      quoted[length - 1] = ':';
      byte[] padded = Arrays.copyOf(quoted, Math.max(16, length));
      first = Swar.word(padded, 0);
      firstMask = mask(length);
      second = Swar.word(padded, 8);
      secondMask = mask(length - 8);
    }

    private static long mask(int length) {
      return length >= 8 ? -1 : length <= 0 ? 0 : (1L << (8 * length)) - 1;
    }

    private boolean isAt(byte[] bytes, int at) {
      long differs =
          ((Swar.word(bytes, at) ^ first) & firstMask)
              | ((Swar.word(bytes, at + 8) ^ second) & secondMask);
      return differs == 0 && (length <= 16 || restIsAt(bytes, at));
    }

    private boolean restIsAt(byte[] bytes, int at) {
      return bytes.length - at >= length
          && Arrays.equals(quoted, 16, length, bytes, at + 16, at + length);
    }

    private boolean is(byte[] bytes, int from, int end) {
      return Arrays.equals(quoted, 1, quoted.length - 2, bytes, from, end);
    }

    /** Whether its value names the log that the record belongs to. */
    boolean isPath() {
      return isPath;
    }

    /** Whether its value goes to a column of text as it is. */
    boolean isText() {
      return isText;
    }

    /** Whether nobody looks at its value, unless that is an object. */
    boolean isPassedOver() {
      return isPassedOver;
    }

    /** The length of the key with its quotes and colon. */
    int length() {
      return length;
    }
  }

  private final String prefix;
  private final Map<String, Integer> columns;
  private final ColumnType[] targets;
  private final int depth;
  private final int[] remembered;
  private final Key first;
  private @Nullable Key[] table = new @Nullable Key[16];
  private int size;

  /**
   * The keys of records.
   *
   * @param columns position by lower-case name of the columns that are wanted
   * @param targets the types at those positions
   */
  JsonKeys(Map<String, Integer> columns, ColumnType[] targets) {
    this("", columns, targets, 0, new int[1]);
  }

  private JsonKeys(
      String prefix,
      Map<String, Integer> columns,
      ColumnType[] targets,
      int depth,
      int[] remembered) {
    this.prefix = prefix;
    this.columns = columns;
    this.targets = targets;
    this.depth = depth;
    this.remembered = remembered;
    this.first = new Key(new byte[0], 0, 0, "", -1, null, false);
  }

  /** What stands before the first key of an object. */
  Key start() {
    return first;
  }

  /** The key that begins at a quote, if it is one of those expected behind another. */
  static @Nullable Key expected(Key before, byte[] bytes, int at) {
    Key next = before.next;
    if (next != null && next.isAt(bytes, at)) {
      return next;
    }
    Key other = before.other;
    if (other != null && other.isAt(bytes, at)) {
      before.other = next;
      before.next = other;
      return other;
    }
    return null;
  }

  /**
   * The key in a range, remembered as the one behind another.
   *
   * @param hasEscape whether the key has escapes
   */
  Key find(Key before, byte[] bytes, int from, int end, boolean hasEscape) {
    int slot = slot(bytes, from, end);
    Key key = table[slot];
    while (key != null && !key.is(bytes, from, end)) {
      slot = (slot + 1) & (table.length - 1);
      key = table[slot];
    }
    if (key == null) {
      key = make(bytes, from, end, hasEscape);
      if (remembered[0] >= MOST_KEYS || end - from > LONGEST_KEY) {
        return key;
      }
      remembered[0]++;
      table[slot] = key;
      if (++size * 2 > table.length) {
        grow();
      }
    }
    before.other = before.next;
    before.next = key;
    return key;
  }

  private int slot(byte[] bytes, int from, int end) {
    int hash = 0;
    for (int i = from; i < end; i++) {
      hash = hash * 31 + bytes[i];
    }
    return (hash * HASH) >>> (32 - Integer.numberOfTrailingZeros(table.length));
  }

  private void grow() {
    @Nullable Key[] old = table;
    table = new @Nullable Key[2 * old.length];
    for (Key key : old) {
      if (key != null) {
        int slot = slot(key.quoted, 1, key.quoted.length - 2);
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = key;
      }
    }
  }

  private Key make(byte[] bytes, int from, int end, boolean hasEscape) {
    String word = word(bytes, from, end, hasEscape);
    String name = prefix.isEmpty() ? Names.jsonColumn(word) : prefix + "_" + Names.column(word);
    int column = columns.getOrDefault(name.toLowerCase(Locale.ROOT), -1);
    boolean isPath = depth == 0 && word.equals("_path");
    ColumnType target = column < 0 ? null : targets[column];
    return new Key(bytes, from, end, name, column, target, isPath);
  }

  private static String word(byte[] bytes, int from, int end, boolean hasEscape) {
    if (hasEscape) {
      byte[] decoded = new byte[end - from];
      int length = JsonString.decode(bytes, from, end, decoded, 0);
      if (length >= 0) {
        return new String(decoded, 0, length, UTF_8);
      }
    }
    return new String(bytes, from, end - from, UTF_8);
  }

  /** The keys of the objects that are values of a key; null when they are nested too deeply. */
  @Nullable JsonKeys inside(Key key) {
    if (key.inner == null && depth < DEEPEST) {
      key.inner = new JsonKeys(key.name, columns, targets, depth + 1, remembered);
    }
    return key.inner;
  }
}
