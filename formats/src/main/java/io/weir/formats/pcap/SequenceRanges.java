// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.util.Arrays;

/**
 * Which bytes of one direction of a TCP connection were seen, by relative sequence number (SYN is
 * 0, the first byte of data 1), without keeping them. Finds what the receiver acknowledged but the
 * capture does not have.
 */
final class SequenceRanges {
  /** Bytes beyond a hole, nothing acknowledged yet: the other direction is not captured. */
  private static final long MAX_UNSEEN_ACKS = 16_384;

  /** Bytes that wait for an acknowledgement; beyond that, gaps are not looked for any more. */
  private static final long MAX_UNACKNOWLEDGED = 10L << 20;

  private static final int MAX_RANGES = 4096;

  private long next = 1;
  private long acknowledged = 1;
  private long furthest = 1;
  private boolean givenUp;

  /** Starts and ends of what was seen beyond {@link #next}, ascending, not touching. */
  private long[] ahead = {};

  private int aheadCount;

  /** First byte that was not seen yet, those counted as missing apart. */
  long next() {
    return next;
  }

  /** True if seen bytes were not acknowledged yet. */
  boolean unacknowledged() {
    return furthest > acknowledged;
  }

  /** True if the connection is no longer looked at. */
  boolean givenUp() {
    return givenUp;
  }

  /**
   * Notes that the bytes [from, to) were seen.
   *
   * @param nothingAcknowledged true while the receiver acknowledged no data at all
   * @return how many of them had been seen before
   */
  long seen(long from, long to, boolean nothingAcknowledged) {
    if (givenUp) {
      return 0;
    }
    long start = Math.max(from, next);
    long repeated = Math.min(start, to) - from;
    furthest = Math.max(furthest, to);
    if (start < to) {
      repeated += start == next ? extend(to) : insert(start, to);
    }
    long beyond = furthest - next;
    boolean oneWay = nothingAcknowledged && beyond > MAX_UNSEEN_ACKS;
    if (oneWay || furthest - acknowledged > MAX_UNACKNOWLEDGED || aheadCount > MAX_RANGES) {
      giveUp();
    } else if (nothingAcknowledged && furthest > MAX_UNSEEN_ACKS) {
      acknowledged = Math.max(acknowledged, next);
    }
    return repeated;
  }

  void giveUp() {
    givenUp = true;
    ahead = new long[0];
    aheadCount = 0;
    furthest = acknowledged;
  }

  /** Extends the contiguous bytes to {@code to}; returns how many of the new ones waited ahead. */
  private long extend(long to) {
    long repeated = 0;
    long end = to;
    int used = 0;
    while (used < aheadCount && ahead[2 * used] <= end) {
      repeated += Math.min(ahead[2 * used + 1], end) - ahead[2 * used];
      end = Math.max(end, ahead[2 * used + 1]);
      used++;
    }
    next = end;
    drop(used);
    return repeated;
  }

  private void drop(int count) {
    if (count > 0) {
      System.arraycopy(ahead, 2 * count, ahead, 0, 2 * (aheadCount - count));
      aheadCount -= count;
    }
  }

  private long insert(long from, long to) {
    int first = aheadCount;
    while (first > 0 && ahead[2 * first - 1] >= from) {
      first--;
    }
    int last = first;
    long start = from;
    long end = to;
    long repeated = 0;
    while (last < aheadCount && ahead[2 * last] <= to) {
      long overlap = Math.min(to, ahead[2 * last + 1]) - Math.max(from, ahead[2 * last]);
      repeated += Math.max(0, overlap);
      start = Math.min(start, ahead[2 * last]);
      end = Math.max(end, ahead[2 * last + 1]);
      last++;
    }
    if (last == first && 2 * aheadCount == ahead.length) {
      ahead = Arrays.copyOf(ahead, Math.max(8, 2 * ahead.length));
    }
    System.arraycopy(ahead, 2 * last, ahead, 2 * (first + 1), 2 * (aheadCount - last));
    ahead[2 * first] = start;
    ahead[2 * first + 1] = end;
    aheadCount += 1 - (last - first);
    return repeated;
  }

  /**
   * Notes that the receiver acknowledged all before {@code to}.
   *
   * @return the bytes of it that were not seen; they are counted once
   */
  long acknowledge(long to) {
    if (to <= acknowledged) {
      return 0;
    }
    acknowledged = to;
    long missing = 0;
    while (!givenUp && next < to) {
      long hole = aheadCount == 0 ? to : Math.min(to, ahead[0]);
      missing += hole - next;
      next = hole;
      if (aheadCount > 0 && ahead[0] == next) {
        next = ahead[1];
        drop(1);
      }
    }
    return missing;
  }

  /** Number of separate holes up to {@code to}; what {@link #acknowledge} would close. */
  int holes(long to) {
    int holes = 0;
    long at = next;
    for (int i = 0; i < aheadCount && at < to; i++) {
      if (ahead[2 * i] > at) {
        holes++;
      }
      at = ahead[2 * i + 1];
    }
    return at < to && !givenUp ? holes + 1 : holes;
  }

  /** All before {@code to} was acknowledged, but says nothing about what was seen. */
  void trim(long to) {
    acknowledged = Math.max(acknowledged, to);
  }
}
