// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Format;
import io.weir.model.InputFile;
import io.weir.model.engine.RelationFile.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file and what reads it.
 *
 * @param file null when it was not opened
 * @param format null unless a format reads it
 * @param kind null unless an engine reads it
 * @param columns the header of a file that an engine reads, where known
 */
record Examined(
    FileReport report,
    @Nullable InputFile file,
    @Nullable Format format,
    @Nullable Kind kind,
    List<String> columns) {
  /** The same file, of which nothing is asked for but what tables it has. */
  Examined outside() {
    return new Examined(report.outside(), file, format, kind, columns);
  }

  /** True when the rows of a file that an engine reads are told apart by their time. */
  boolean hasTime() {
    return columns.contains("ts") && columns.contains("day");
  }

  boolean isOutside() {
    return report.outcome() == FileReport.Outcome.OUTSIDE;
  }
}
