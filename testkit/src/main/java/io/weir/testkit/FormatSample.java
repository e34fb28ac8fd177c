// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import io.weir.model.Head;
import io.weir.model.Options;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A file and what a format must make of it.
 *
 * @param file the file, plain
 * @param table the table to read, all columns of it
 * @param expected its rows as {@link RowText}
 * @param rejects the reasons of the records that are rejected, in order
 * @param division whether it can be read in parts
 */
public record FormatSample(
    BytesFile file,
    Options options,
    String table,
    String expected,
    List<String> rejects,
    Division division) {
  private static final int HEAD = 1 << 18;

  /** Whether a reader finds its records from any byte on. */
  public enum Division {
    /** From any byte. */
    ANYWHERE,
    /** Only where {@link io.weir.model.Format#plan} says. */
    AS_PLANNED
  }

  /** A text file without rejects that can be divided anywhere. */
  public static FormatSample of(String name, String content, String table, String expected) {
    return new FormatSample(
        BytesFile.of(name, content), Options.NONE, table, expected, List.of(), Division.ANYWHERE);
  }

  /** The sample with the reasons of its rejects. */
  public FormatSample rejecting(String... reasons) {
    return new FormatSample(file, options, table, expected, List.of(reasons), division);
  }

  /** The sample read with an option. */
  public FormatSample with(String option, String value) {
    return new FormatSample(file, options.with(option, value), table, expected, rejects, division);
  }

  /** The sample as one that cannot be divided anywhere. */
  public FormatSample asPlanned() {
    return new FormatSample(file, options, table, expected, rejects, Division.AS_PLANNED);
  }

  FormatSample cutAt(int length) {
    byte[] content = Arrays.copyOf(file.content(), length);
    return new FormatSample(
        BytesFile.of(file.path(), content), options, table, expected, rejects, division);
  }

  FormatSample followedBy(byte[] more) {
    byte[] content = Arrays.copyOf(file.content(), file.content().length + more.length);
    System.arraycopy(more, 0, content, file.content().length, more.length);
    return new FormatSample(
        BytesFile.of(file.path(), content), options, table, expected, rejects, division);
  }

  /** The beginning of the file, as a format is shown it. */
  public Head head() {
    return head(file);
  }

  /** The beginning of a file, as a format is shown it. */
  public static Head head(BytesFile file) {
    byte[] content = file.content();
    return new Head(
        file, Arrays.copyOf(content, Math.min(HEAD, content.length)), content.length <= HEAD);
  }

  @Override
  public String toString() {
    String text = new String(file.content(), StandardCharsets.ISO_8859_1);
    return file.path() + " " + text.substring(0, Math.min(40, text.length())).strip();
  }
}
