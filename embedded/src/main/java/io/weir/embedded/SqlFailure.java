// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.WeirException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what DuckDB says of a failure into what a person should read. */
final class SqlFailure {
  private static final Pattern USED = Pattern.compile("\\([^()]+ used\\)");

  private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern CSV_LONG_LINE =
      Pattern.compile("Maximum line size of (\\d+) bytes exceeded");
  private static final Pattern CSV_FILE = Pattern.compile("file ?= ?(\\S+)");
  private static final Pattern CSV_DEFECT =
      Pattern.compile(
          "Could not convert string .*? to '\\w+'|Expected Number of Columns: \\d+ Found: \\d+");
  private static final String FULL = "No space left on device";
  private static final Pattern UNWRITTEN = Pattern.compile("file \\\\?\"(.+?)\\\\?\": " + FULL);
  private static final Pattern BAD_JSON =
      Pattern.compile("Malformed JSON in file \"(.*?)\", (.*?)\\.?$");

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
    if (message.contains(FULL)) {
      Matcher file = UNWRITTEN.matcher(message);
      return WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot write %s: there is no space left on its disk. Make room, or write elsewhere."
              .formatted(file.find() ? file.group(1) : "a temporary file"),
          failure);
    }
    Optional<String> badLine = badLine(message);
    if (badLine.isPresent()) {
      return WeirException.of(WeirException.Kind.FAILED, badLine.get(), failure);
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

  /**
   * What is wrong in a table that DuckDB reads itself; empty when the message is of other things.
   */
  private static Optional<String> badLine(String message) {
    Matcher line = CSV_LINE.matcher(message);
    if (line.find()) {
      Matcher file = CSV_FILE.matcher(message);
      String name = file.find() ? "'" + file.group(1) + "'" : "the CSV file";
      Matcher tooLong = CSV_LONG_LINE.matcher(message);
      if (tooLong.find()) { // its number is the line's in the block that DuckDB read
        return Optional.of(
            "Cannot read %s: a line of it is longer than %s bytes. Correct it, or leave it out."
                .formatted(name, tooLong.group(1)));
      }
      Matcher what = CSV_DEFECT.matcher(message);
      return Optional.of(
          "Cannot read %s: line %s is no such record as the lines before it (%s). Correct it, or leave it out."
              .formatted(name, line.group(1), what.find() ? what.group() : "its fields differ"));
    }
    Matcher json = BAD_JSON.matcher(message);
    return json.find()
        ? Optional.of(
            "Cannot read '%s': %s. Correct it, or leave it out."
                .formatted(json.group(1), json.group(2)))
        : Optional.empty();
  }

  /**
   * A file that DuckDB reads itself cannot be read.
   *
   * @param paths of the table's files, one of which it is
   */
  static WeirException ofFiles(List<String> paths, SQLException failure) {
    String message = firstLines(failure.getMessage());
    Optional<String> badLine = badLine(message);
    if (badLine.isPresent()) {
      return WeirException.of(WeirException.Kind.FAILED, badLine.get(), failure);
    }
    String reason = message.replaceFirst("^[A-Z][A-Za-z ]* Error: ", "").replaceFirst("\\.$", "");
    String more = paths.size() == 1 ? "" : " and %d more".formatted(paths.size() - 1);
    return WeirException.of(
        WeirException.Kind.FAILED,
        "Cannot read '%s'%s: %s.".formatted(paths.get(0), more, reason),
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
