// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/**
 * Follows the sequence numbers of one observation domain and tells what was lost. Not thread-safe.
 *
 * <p>Numbers count modulo 2^32. A number a little below the expected one is a datagram that came
 * late: it was counted as lost and is taken back. A jump further back is a restart of the exporter.
 */
public final class Sequence {
  private static final long MODULUS = 1L << 32;
  private static final long LATE = 1000;

  private long expected = -1;
  private long lost;
  private long restarts;

  /**
   * Notes a datagram.
   *
   * @param number the sequence number of its header
   * @param units by how much the next one is higher: one for v9, the number of flows for v5
   */
  public void note(long number, long units) {
    if (expected < 0) {
      expected = (number + units) % MODULUS;
      return;
    }
    long ahead = Math.floorMod(number - expected, MODULUS);
    if (ahead < MODULUS / 2) {
      lost += ahead;
      expected = (number + units) % MODULUS;
    } else if (MODULUS - ahead <= LATE * Math.max(1, units)) {
      lost = Math.max(0, lost - units);
    } else {
      restarts++;
      expected = (number + units) % MODULUS;
    }
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
