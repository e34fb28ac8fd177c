// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The view {@code netlytics} as NetLytics has it: with its columns alone, so that {@code SELECT *}
 * gives what it gave.
 */
final class NetlyticsView {
  private static final Pattern WITH =
      Pattern.compile("(?is)(\\(*\\s*with\\s+(?:recursive\\s+)?)(.*)");
  private static final Pattern QUESTION = Pattern.compile("(?is)[\\s(]*(select|from)\\b.*");

  private NetlyticsView() {}

  /**
   * A question in which {@code netlytics} is defined; one that cannot define anything is left as it
   * is.
   */
  static String over(DataTable table, String question) {
    Matcher with = WITH.matcher(question);
    if (with.matches()) {
      return with.group(1) + table.expression() + ", " + with.group(2);
    }
    return QUESTION.matcher(question).matches()
        ? "WITH " + table.expression() + " " + question
        : question;
  }
}
