// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

/** When the datagrams of a {@link DatagramSender} are due. Not thread-safe. */
final class Timetable {
  private static final double NANOS = 1e9;

  private final DatagramSender.Pace pace;
  private boolean isBegun;
  private long begun;
  private long firstMicros;
  private long taken;

  Timetable(DatagramSender.Pace pace) {
    this.pace = pace;
  }

  /** The next datagram begins a pass of its own: times begin again with it, at its own time. */
  void again() {
    if (isBegun && pace.perSecond() > 0) {
      // A steady rate goes on, but what was missed before is not caught up with.
      begun += (long) (taken / pace.perSecond() * NANOS);
      taken = 0;
    } else {
      isBegun = false;
    }
  }

  /**
   * When the next datagram is due.
   *
   * @param now by {@link System#nanoTime}
   * @param micros its own time, microseconds since any time
   * @return by {@link System#nanoTime}; past when it is late
   */
  long due(long now, long micros) {
    if (!isBegun || (taken == 0 && begun - now < 0)) {
      isBegun = true;
      begun = now;
      taken = 0;
      firstMicros = micros;
    }
    double after =
        pace.perSecond() > 0
            ? taken / pace.perSecond() * NANOS
            : Math.max(0, micros - firstMicros) * 1000.0 / pace.speed();
    taken++;
    return begun + (long) after;
  }
}
