// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.CellWriter;
import io.weir.model.ColumnType;
import java.util.Arrays;
import java.util.List;

/**
 * A hash table from keys to numbers. All groups lie one after the other in one array of words: a
 * group's numbers, then its key, so that a row touches few places of memory. Groups are looked for
 * in steps that each go over many keys, so that the processor waits for several places at once. Not
 * thread-safe.
 */
final class GroupTable {
  private static final long HIGH_HALF = 0xffff_ffff_0000_0000L;
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int FIRST_WORDS = 1 << 13;

  /** Words before a group's numbers: its length, and which numbers are there. */
  private static final int HEAD = 1;

  private static final int MARKS = 32;

  private final List<ColumnType> types;
  private final int numbers;
  private final long[] candidates = new long[Keys.ROWS];

  /** High half: bits of the hash; low half: the group's place and one, so that 0 is none. */
  private long[] slots = new long[FIRST_SLOTS];

  /** The hashes of the groups in order. */
  private long[] hashes = new long[FIRST_SLOTS];

  private long[] pool = new long[FIRST_WORDS];
  private int used;
  private int groups;
  private byte[] text = new byte[64];

  /**
   * An empty table.
   *
   * @param types of the parts of a key: STRING, BOOLEAN, or one that is written as a long
   * @param numbers of a group, up to 32
   */
  GroupTable(List<ColumnType> types, int numbers) {
    this.types = types;
    this.numbers = numbers;
  }

  int groups() {
    return groups;
  }

  /** Words in use: what the memory it takes depends on. */
  int words() {
    return used;
  }

  void clear() {
    Arrays.fill(slots, 0);
    used = 0;
    groups = 0;
  }

  /** Finds or makes the groups of keys. */
  void find(Keys keys, int[] found) {
    int count = keys.count();
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      candidates[i] = slots[(int) keys.hash(i) & mask];
    }
    for (int i = 0; i < count; i++) {
      int group = (int) candidates[i] - 1;
      boolean isIt = isAlike(candidates[i], keys.hash(i)) && isKeyOf(group, keys, i);
      found[i] = isIt ? group : seek(keys, i);
    }
  }

  private static boolean isAlike(long slot, long hash) {
    return ((slot ^ hash) & HIGH_HALF) == 0 && slot != 0;
  }

  private boolean isKeyOf(int group, Keys keys, int key) {
    long[] words = keys.array();
    int from = keys.start(key);
    int to = keys.start(key + 1);
    int at = group + HEAD + numbers;
    if ((int) pool[group] != to - from + HEAD + numbers) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (pool[at++] != words[i]) {
        return false;
      }
    }
    return true;
  }

  private int seek(Keys keys, int key) {
    long hash = keys.hash(key);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      int group = (int) slots[slot] - 1;
      if (isAlike(slots[slot], hash) && isKeyOf(group, keys, key)) {
        return group;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = (hash & HIGH_HALF) | (used + 1L);
    int group = append(keys, key);
    if (groups > slots.length / 2) {
      grow();
    }
    return group;
  }

  /** Makes groups of keys without looking for them. */
  void append(Keys keys, int[] made) {
    for (int i = 0; i < keys.count(); i++) {
      made[i] = append(keys, i);
    }
  }

  /** Makes a group of a key without looking for one; it is not found by its key. */
  int append(Keys keys, int key) {
    int from = keys.start(key);
    int length = keys.start(key + 1) - from;
    int group = used;
    int at = group + HEAD + numbers;
    if (pool.length < at + length) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, at + length));
    }
    if (hashes.length == groups) {
      hashes = Arrays.copyOf(hashes, groups * 2);
    }
    used = at + length;
    pool[group] = (long) used - group;
    Arrays.fill(pool, group + HEAD, at, 0);
    System.arraycopy(keys.array(), from, pool, at, length);
    hashes[groups++] = keys.hash(key);
    return group;
  }

  private void grow() {
    slots = new long[slots.length * 4];
    int mask = slots.length - 1;
    int group = 0;
    for (int i = 0; i < groups; i++) {
      int slot = (int) hashes[i] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = (hashes[i] & HIGH_HALF) | (group + 1L);
      group = next(group);
    }
  }

  /** The group behind this one; {@link #words} behind the last. */
  int next(int group) {
    return group + (int) pool[group];
  }

  /** A number of a group; 0 at first. */
  long get(int group, int number) {
    return pool[group + HEAD + number];
  }

  /** Whether a number was ever set. */
  boolean has(int group, int number) {
    return (pool[group] >>> (MARKS + number) & 1) != 0;
  }

  void set(int group, int number, long value) {
    pool[group] |= 1L << (MARKS + number);
    pool[group + HEAD + number] = value;
  }

  /** Writes a group's key into cells, a part a column. */
  void writeKey(int group, CellWriter out, int[] columns) {
    int lengths = group + HEAD + numbers;
    int at = lengths + Keys.lengthWords(types.size());
    for (int i = 0; i < types.size(); i++) {
      int length = (int) (pool[lengths + (i >>> 3)] >>> ((i & 7) << 3)) & 0xff;
      if (length == Keys.ABSENT) {
        continue;
      }
      if (types.get(i) == ColumnType.STRING) {
        length = length == Keys.LONG ? (int) pool[at++] : length;
        writeText(at, length, out, columns[i]);
        at += Keys.words(length);
      } else if (types.get(i) == ColumnType.BOOLEAN) {
        out.setBoolean(columns[i], pool[at++] != 0);
      } else {
        out.setLong(columns[i], pool[at++]);
      }
    }
  }

  private void writeText(int at, int length, CellWriter out, int column) {
    int room = Keys.words(length) * Long.BYTES;
    if (text.length < room) {
      text = new byte[Math.max(room, text.length * 2)];
    }
    for (int i = 0; i < length; i += Long.BYTES) {
      Keys.WORDS.set(text, i, pool[at + (i >>> 3)]);
    }
    out.setBytes(column, text, 0, length);
  }
}
