// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.model.Options;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * The zone of the times that nfdump prints, which are those of the machine it ran on. Not
 * thread-safe.
 */
public final class NfdumpZone {
  private static final long MICROS = 1_000_000;
  private static final long HOUR = 3600;

  private final ZoneRules rules;
  private long known = Long.MIN_VALUE;
  private long offset;

  private NfdumpZone(ZoneRules rules) {
    this.rules = rules;
  }

  /** The zone that {@code --zone} names; this machine's if it names none. */
  public static NfdumpZone of(Options options) {
    ZoneId zone = options.value("zone").map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    return new NfdumpZone(zone.getRules());
  }

  /** A time as clocks of the zone show it, in microseconds since 1970, as one of UTC. */
  public long utc(long local) {
    long seconds = Math.floorDiv(local, MICROS);
    // No zone changes its offset but at a full quarter of an hour.
    long quarter = Math.floorDiv(seconds, HOUR / 4);
    if (quarter != known) {
      known = quarter;
      offset =
          rules
              .getOffset(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC))
              .getTotalSeconds();
    }
    return local - offset * MICROS;
  }
}
