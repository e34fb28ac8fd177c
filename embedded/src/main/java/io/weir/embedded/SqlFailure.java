// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.WeirException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what DuckDB says of a failure into what a person should read. */
final class SqlFailure {
  private static final Pattern USED = Pattern.compile("\\([^()]+ used\\)");

  private SqlFailure() {}

  /**
   * @param cause what a reader threw, when it was a reader that failed
   */
  static WeirException of(SQLException failure, @Nullable Throwable cause) {
    if (cause instanceof WeirException known) {
      return known;
    }
    if (cause != null) {
      String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      return WeirException.of(WeirException.Kind.FAILED, "Cannot read the input: " + reason, cause);
    }
    String message = firstLines(failure.getMessage());
    if (message.startsWith("Out of Memory Error")) {
      return WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot run the query: what it has to hold needs more memory than it may use"
              + used(message)
              + ". Give it more with --memory, or work with fewer --threads.",
          failure);
    }
    boolean isUsage =
        message.startsWith("Parser Error")
            || message.startsWith("Binder Error")
            || message.startsWith("Catalog Error")
            || message.startsWith("Syntax Error")
            || message.startsWith("Invalid Input Error")
            || message.startsWith("Conversion Error");
    return WeirException.of(
        isUsage ? WeirException.Kind.USAGE : WeirException.Kind.FAILED,
        "Cannot run the query: " + message,
        failure);
  }

  /** What DuckDB says of its memory, as {@code (18.0 MiB/20.0 MiB used)}. */
  private static String used(String message) {
    Matcher used = USED.matcher(message);
    return used.find() ? " " + used.group() : "";
  }

  /** The message on one line, without DuckDB's picture of the statement. */
  private static String firstLines(@Nullable String message) {
    if (message == null) {
      return "the engine gave no reason.";
    }
    int picture = message.indexOf("\n\nLINE ");
    if (picture < 0) {
      picture = message.indexOf("\nLINE ");
    }
    String text = picture < 0 ? message : message.substring(0, picture);
    return text.strip().replaceAll("\\s*\\n\\s*", " ");
  }
}
