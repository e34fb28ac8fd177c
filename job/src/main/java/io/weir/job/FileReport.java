// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.TableSchema;
import java.util.List;

/**
 * What was found in one file of an input, and why; {@code weir detect} shows it.
 *
 * @param input the name of the input; empty when it has none
 * @param path as a person may type it
 * @param compression such as {@code plain} or {@code gz}; empty when the file was not opened
 * @param length bytes stored; -1 when not known
 * @param outcome what became of the file
 * @param format the format's name; {@code csv}, {@code ndjson} or {@code parquet} for tables that
 *     the engine reads itself; empty when none
 * @param tables the native tables it holds
 * @param names the names of all tables that it fills: the native ones, those composed of them, or
 *     its own when the engine reads it
 * @param why the reason of the outcome
 * @param others what the other formats said
 */
public record FileReport(
    String input,
    String path,
    String compression,
    long length,
    Outcome outcome,
    String format,
    List<TableSchema> tables,
    List<String> names,
    String why,
    List<Verdict> others) {
  static final String OUTSIDE_WHY = "its path tells of another day";

  public FileReport {
    tables = List.copyOf(tables);
    names = List.copyOf(names);
    others = List.copyOf(others);
  }

  /** The same file, outside the time that is asked for. */
  FileReport outside() {
    return new FileReport(
        input,
        path,
        compression,
        length,
        Outcome.OUTSIDE,
        outcome.isRead() ? format : "",
        outcome.isRead() ? tables : List.of(),
        outcome.isRead() ? names : List.of(),
        OUTSIDE_WHY,
        others);
  }

  /** What became of a file. */
  public enum Outcome {
    /** A format reads it. */
    RECOGNISED("recognised"),
    /** The engine reads it: a table with a header. */
    TABLE("recognised"),
    /** It has no content. */
    EMPTY("empty"),
    /** No format knows it. */
    UNKNOWN("not recognised"),
    /** A format knows it, but cannot read it. */
    BROKEN("broken"),
    /** The system does not let it be read, or it is damaged from its first byte on. */
    UNREADABLE("unreadable"),
    /** Its path tells that it holds nothing of the time asked for. */
    OUTSIDE("outside the time range");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    /** True when the file's records can be queried. */
    public boolean isRead() {
      return this == RECOGNISED || this == TABLE;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What one format said of the file.
   *
   * @param why the reason for not being of that format
   */
  public record Verdict(String format, String why) {}
}
