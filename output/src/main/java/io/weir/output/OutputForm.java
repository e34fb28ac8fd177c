// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms an answer can be written in. */
public enum OutputForm {
  /** A table for a person to read. */
  TABLE("txt"),
  /** RFC 4180 with a header, lines end in LF; NULL is nothing, the empty text is {@code ""}. */
  CSV("csv"),
  /** One array of objects. */
  JSON("json"),
  /** One object a line. */
  NDJSON("ndjson|jsonl"),
  /** A table for a page. */
  MARKDOWN("md"),
  /** Parquet; an engine writes it. */
  PARQUET("parquet"),
  /** Arrow's file form; an engine writes it. */
  ARROW("arrow");

  /** A regular expression of the endings of files' names. */
  private final String endings;

  OutputForm(String endings) {
    this.endings = endings;
  }

  /** The word for {@code -f}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ending of a file's name that tells this form. */
  public String ending() {
    return endings.replaceFirst("\\|.*", "");
  }

  /** True when an engine writes the form itself, to a file. */
  public boolean isWrittenByEngine() {
    return this == PARQUET || this == ARROW;
  }

  /** The form of this word, compared without case. */
  public static Optional<OutputForm> named(String word) {
    return Arrays.stream(values()).filter(form -> form.word().equalsIgnoreCase(word)).findFirst();
  }

  /** The form that the ending of a file's name tells. */
  public static Optional<OutputForm> ofFile(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(form -> name.matches(".*\\.(" + form.endings + ")"))
        .findFirst();
  }
}
