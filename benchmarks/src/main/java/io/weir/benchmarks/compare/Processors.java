// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The time that processors worked for this process and for those it ran. Linux only. */
public final class Processors {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final int USER_TIME = 11;
  private static final double TICKS_A_SECOND = 100;

  private Processors() {}

  /** Seconds so far; zero where the system does not tell. */
  public static double seconds() {
    if (!Files.isReadable(STAT)) {
      return 0;
    }
    try {
      String stat = Files.readString(STAT);
      // proc(5): behind the name in brackets; utime, stime, cutime, cstime.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = USER_TIME; i < USER_TIME + 4; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
