// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.analysis.WholeInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads visits whose rows come together, the one without a pattern first. */
final class Visits {
  /**
   * A visit.
   *
   * @param start microseconds since 1970 UTC
   * @param offsets when each pattern was first contacted, in microseconds
   */
  record Visit(String page, long start, String client, Map<String, Long> offsets) {}

  private @Nullable Visit current;

  private Visits() {}

  /** Hands each visit over, in order. */
  static void read(WholeInput input, Consumer<Visit> reader) {
    Visits visits = new Visits();
    input.read(
        List.of("`page`", "`ts`", "`c_ip`", "`pattern`", "`micros`"),
        row -> {
          if (row.isNull(3)) {
            visits.end(reader);
            visits.current =
                new Visit(
                    String.valueOf(row.text(0)),
                    row.longValue(1),
                    String.valueOf(row.text(2)),
                    new HashMap<>());
          } else if (visits.current != null) {
            visits.current.offsets().put(String.valueOf(row.text(3)), row.longValue(4));
          }
        });
    visits.end(reader);
  }

  private void end(Consumer<Visit> reader) {
    if (current != null) {
      reader.accept(current);
    }
    current = null;
  }
}
