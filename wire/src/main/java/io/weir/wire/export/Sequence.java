// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/**
 * Follows the sequence numbers of one observation domain and tells what was lost. Not thread-safe.
 *
 * <p>Numbers count modulo 2^32. A number a little below the expected one is a datagram that came
 * late: it was counted as lost and is taken back. An exporter began anew when its uptime is well
 * below what it was, or when its numbers jump further than a loss is likely to be: nothing is
 * counted as lost then.
 */
public final class Sequence {
  private static final long MODULUS = 1L << 32;
  private static final long LATE = 1000;

  /** Datagrams that may be lost at once; a larger gap is not one of the way but of the numbers. */
  private static final long LARGEST_GAP = 1 << 20;

  /** Datagrams overtake each other by less than so much. */
  private static final long OVERTAKEN_MILLIS = 60_000;

  /** Beyond, a lower uptime is the counter's wrap after 49.7 days. */
  private static final long WRAP_MILLIS = MODULUS / 2;

  private long expected = -1;
  private long uptime;
  private long lost;
  private long restarts;

  /**
   * Notes a datagram.
   *
   * @param number the sequence number of its header
   * @param units by how much the next one is higher: one for v9, the number of flows for v5
   * @param uptimeMillis of its header
   */
  public void note(long number, long units, long uptimeMillis) {
    long back = uptime - uptimeMillis;
    long next = (number + units) % MODULUS;
    if (expected < 0) {
      expected = next;
      uptime = uptimeMillis;
      return;
    }
    long ahead = Math.floorMod(number - expected, MODULUS);
    long most = LARGEST_GAP * Math.max(1, units);
    boolean isYounger = back > OVERTAKEN_MILLIS && back < WRAP_MILLIS;
    if (ahead != 0 && isYounger) {
      restart(next, uptimeMillis);
    } else if (ahead <= most) {
      lost += ahead;
      expected = next;
      uptime = uptimeMillis;
    } else if (MODULUS - ahead <= LATE * Math.max(1, units)) {
      lost = Math.max(0, lost - units);
    } else {
      restart(next, uptimeMillis);
    }
  }

  /** How many units were in the last datagram is not known: the next one tells where it is. */
  void resume() {
    expected = -1;
  }

  private void restart(long next, long uptimeMillis) {
    restarts++;
    expected = next;
    uptime = uptimeMillis;
  }

  /** Units lost so far: datagrams for v9, flows for v5. */
  public long lost() {
    return lost;
  }

  /** How often the exporter began anew. */
  public long restarts() {
    return restarts;
  }
}
