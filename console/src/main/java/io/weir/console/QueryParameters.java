// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What stands behind the {@code ?} of a request; what {@link OpenApi} does not know is refused. */
final class QueryParameters {
  private static final int MOST_ROWS = 1000;
  private static final int USUAL_ROWS = 100;

  private final Context context;

  QueryParameters(Context context) {
    this.context = context;
    List<String> known = OpenApi.parameters(context.path());
    if (!known.containsAll(context.queryParamMap().keySet())) {
      throw Refusal.of(
          Refusal.WRONG,
          "Cannot ask with that: there is no such parameter. Parameters: %s."
              .formatted(String.join(", ", known)));
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  /** The number behind which rows are asked for. */
  long after() {
    return number("after", 0, Long.MAX_VALUE);
  }

  /** How many rows are asked for. */
  long limit() {
    return number("limit", USUAL_ROWS, MOST_ROWS);
  }

  private long number(String name, long usual, long most) {
    Optional<String> text = text(name);
    try {
      long number = text.map(Long::parseLong).orElse(usual);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrongNumber(name, most);
    }
    throw wrongNumber(name, most);
  }

  private static Refusal wrongNumber(String name, long most) {
    return Refusal.of(
        Refusal.WRONG,
        "Cannot set %s: it must be a whole number from 0 to %d.".formatted(name, most));
  }
}
