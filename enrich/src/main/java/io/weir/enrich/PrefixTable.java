// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.wire.packet.IpText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A number for every prefix, looked up by the longest prefix that holds an address. The prefixes
 * are flattened into ranges that don't overlap, at most two for a prefix, 24 bytes each. Immutable.
 */
final class PrefixTable {
  /** What a look-up finds where no prefix holds the address. */
  static final long NONE = -1;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final Ranges v4;
  private final Ranges v6;

  private PrefixTable(Ranges v4, Ranges v6) {
    this.v4 = v4;
    this.v6 = v6;
  }

  /** The number of the longest prefix that holds the address; {@link #NONE} if none does. */
  long find(IpAddress address) {
    return (address.isV4() ? v4 : v6).find(address);
  }

  /** Collects prefixes. Of two numbers for the same prefix the later counts. Not thread-safe. */
  static final class Builder {
    private static final int MOST_DIGITS = 10;

    private final Prefixes v4 = new Prefixes();
    private final Prefixes v6 = new Prefixes();
    private final byte[] address = new byte[16];

    /**
     * Adds a prefix.
     *
     * @param number 0 or greater
     */
    Builder add(Cidr prefix, long number) {
      (prefix.network().isV4() ? v4 : v6)
          .add(prefix.network().high(), prefix.network().low(), prefix.bits(), number);
      return this;
    }

    /** Adds a line {@code PREFIX<TAB>NUMBER}; false if it is none. */
    boolean add(byte[] line, int from, int to) {
      int tab = from;
      int slash = -1;
      for (; tab < to && line[tab] != '\t'; tab++) {
        slash = line[tab] == '/' ? tab : slash;
      }
      long number = number(line, tab + 1, to);
      if (number < 0 || number > 0xffff_ffffL) {
        return false;
      }
      long bits = slash < 0 ? -1 : number(line, slash + 1, tab);
      if (bits < 0 || bits > 32 || IpText.parse(line, from, slash - from, address) != 4) {
        // IPv6, and what is rare.
        Cidr prefix = Cidr.parse(new String(line, from, tab - from, StandardCharsets.ISO_8859_1));
        if (prefix != null) {
          add(prefix, number);
        }
        return prefix != null;
      }
      int mask = bits == 0 ? 0 : -1 << (32 - (int) bits);
      IpAddress first = IpAddress.ofV4((int) INT.get(address, 0) & mask);
      v4.add(first.high(), first.low(), (int) bits, number);
      return true;
    }

    /** Some digits; -1 if there is anything else. */
    private static long number(byte[] text, int from, int to) {
      if (from >= to || to - from > MOST_DIGITS) {
        return -1;
      }
      long value = 0;
      for (int i = from; i < to; i++) {
        if (text[i] < '0' || text[i] > '9') {
          return -1;
        }
        value = value * 10 + text[i] - '0';
      }
      return value;
    }

    PrefixTable build() {
      return new PrefixTable(Ranges.of(v4), Ranges.of(v6));
    }
  }

  /** Prefixes of one family in any order, 25 bytes each. */
  private static final class Prefixes {
    private long[] high = new long[64];
    private long[] low = new long[64];
    private long[] numbers = new long[64];
    private byte[] bits = new byte[64];
    private int size;
    private boolean isSorted = true;

    void add(long firstHigh, long firstLow, int length, long number) {
      if (size == high.length) {
        high = Arrays.copyOf(high, 2 * size);
        low = Arrays.copyOf(low, 2 * size);
        numbers = Arrays.copyOf(numbers, 2 * size);
        bits = Arrays.copyOf(bits, 2 * size);
      }
      high[size] = firstHigh;
      low[size] = firstLow;
      numbers[size] = number;
      bits[size] = (byte) length;
      isSorted &= size == 0 || compare(size - 1, size) <= 0;
      size++;
    }

    /** Outer prefixes come before those inside them. */
    private int compare(int a, int b) {
      int order = Long.compareUnsigned(high[a], high[b]);
      if (order == 0) {
        order = Long.compareUnsigned(low[a], low[b]);
      }
      return order != 0 ? order : Integer.compare(bits[a] & 0xff, bits[b] & 0xff);
    }

    /** The places of the prefixes in order, equal ones as they came. */
    int[] order() {
      IntStream places = IntStream.range(0, size);
      return isSorted
          ? places.toArray()
          : places.boxed().sorted(this::compare).mapToInt(Integer::intValue).toArray();
    }

    IpAddress first(int at) {
      return new IpAddress(high[at], low[at]);
    }

    IpAddress last(int at) {
      return first(at).last(bits[at] & 0xff);
    }
  }

  private static int compare(IpAddress a, IpAddress b) {
    int order = Long.compareUnsigned(a.high(), b.high());
    return order != 0 ? order : Long.compareUnsigned(a.low(), b.low());
  }

  /** Ranges in order: each holds its first address and ends where the next begins. */
  private static final class Ranges {
    private long[] high;
    private long[] low;
    private long[] numbers;
    private int size;

    private Ranges(int capacity) {
      high = new long[capacity];
      low = new long[capacity];
      numbers = new long[capacity];
    }

    static Ranges of(Prefixes prefixes) {
      Ranges ranges = new Ranges(2 * prefixes.size);
      Deque<Integer> open = new ArrayDeque<>();
      for (int at : prefixes.order()) {
        ranges.close(prefixes, open, prefixes.first(at));
        ranges.begin(prefixes.first(at), prefixes.numbers[at]);
        open.push(at);
      }
      ranges.close(prefixes, open, null);
      return ranges.trimmed();
    }

    /** Ends the open prefixes that end before an address, or all; what is around them goes on. */
    private void close(Prefixes prefixes, Deque<Integer> open, @Nullable IpAddress before) {
      Integer inner = open.peek();
      while (inner != null) {
        IpAddress last = prefixes.last(inner);
        if (before != null && compare(last, before) >= 0) {
          return;
        }
        open.pop();
        Integer outer = open.peek();
        boolean carry = last.low() == -1L;
        if (!carry || last.high() != -1L) {
          IpAddress next = new IpAddress(carry ? last.high() + 1 : last.high(), last.low() + 1);
          begin(next, outer == null ? NONE : prefixes.numbers[outer]);
        }
        inner = outer;
      }
    }

    /** Begins a range, in the place of one that began at the same address. */
    private void begin(IpAddress first, long number) {
      if (size > 0 && high[size - 1] == first.high() && low[size - 1] == first.low()) {
        size--;
      }
      if (size > 0 && numbers[size - 1] == number) {
        return;
      }
      high[size] = first.high();
      low[size] = first.low();
      numbers[size++] = number;
    }

    private Ranges trimmed() {
      high = Arrays.copyOf(high, size);
      low = Arrays.copyOf(low, size);
      numbers = Arrays.copyOf(numbers, size);
      return this;
    }

    long find(IpAddress address) {
      int from = 0;
      int to = size;
      while (from < to) {
        int middle = (from + to) >>> 1;
        int order = Long.compareUnsigned(high[middle], address.high());
        if (order == 0) {
          order = Long.compareUnsigned(low[middle], address.low());
        }
        if (order <= 0) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from == 0 ? NONE : numbers[from - 1];
    }
  }
}
