// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.WeirException;
import io.weir.model.engine.Progress;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** The account of records: what was read, what was not, and why. */
final class Account {
  private Account() {}

  /** The last line on standard error. */
  static String line(Progress progress) {
    String counts = "read %d, rejected %d".formatted(progress.read(), progress.rejectedTotal());
    if (progress.rejected().isEmpty()) {
      return counts;
    }
    String reasons =
        progress.rejected().entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(", "));
    return counts + " (" + reasons + ")";
  }

  /**
   * Refuses an answer for which too many records are missing.
   *
   * @throws WeirException of kind REJECTS when more than this share was rejected
   */
  static void check(Progress progress, double maxBadFraction) {
    long rejected = progress.rejectedTotal();
    long offered = progress.read() + rejected;
    if (rejected > maxBadFraction * offered) {
      String message =
          "Cannot accept the input: %d of %d records were rejected, more than --max-bad-fraction"
                  .formatted(rejected, offered)
              + " allows (%s). See them with --rejects DIR.".formatted(maxBadFraction);
      throw WeirException.of(WeirException.Kind.REJECTS, message, null);
    }
  }
}
