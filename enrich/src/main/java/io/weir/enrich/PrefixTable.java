// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number for every prefix, looked up by the longest prefix that holds an address. The prefixes
 * are flattened into ranges that don't overlap, at most two for a prefix, 24 bytes each. Immutable.
 */
final class PrefixTable {
  /** What a look-up finds where no prefix holds the address. */
  static final long NONE = -1;

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
    private final List<Entry> v4 = new ArrayList<>();
    private final List<Entry> v6 = new ArrayList<>();

    /**
     * Adds a prefix.
     *
     * @param number 0 or greater
     */
    Builder add(Cidr prefix, long number) {
      (prefix.network().isV4() ? v4 : v6).add(new Entry(prefix, number));
      return this;
    }

    PrefixTable build() {
      return new PrefixTable(Ranges.of(v4), Ranges.of(v6));
    }
  }

  private record Entry(Cidr prefix, long number) {
    IpAddress first() {
      return prefix.network();
    }

    IpAddress last() {
      return prefix.network().last(prefix.bits());
    }

    /** Outer prefixes come before those inside them. */
    static int order(Entry a, Entry b) {
      int order = compare(a.first(), b.first());
      return order != 0 ? order : Integer.compare(a.prefix.bits(), b.prefix.bits());
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

    static Ranges of(List<Entry> entries) {
      entries.sort(Entry::order);
      Ranges ranges = new Ranges(2 * entries.size());
      Deque<Entry> open = new ArrayDeque<>();
      for (Entry entry : entries) {
        ranges.close(open, entry.first());
        ranges.begin(entry.first(), entry.number);
        open.push(entry);
      }
      ranges.close(open, null);
      return ranges.trimmed();
    }

    /** Ends the open prefixes that end before an address, or all; what is around them goes on. */
    private void close(Deque<Entry> open, @Nullable IpAddress before) {
      Entry inner = open.peek();
      while (inner != null && (before == null || compare(inner.last(), before) < 0)) {
        open.pop();
        Entry outer = open.peek();
        IpAddress last = inner.last();
        boolean carry = last.low() == -1L;
        if (!carry || last.high() != -1L) {
          IpAddress next = new IpAddress(carry ? last.high() + 1 : last.high(), last.low() + 1);
          begin(next, outer == null ? NONE : outer.number);
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
