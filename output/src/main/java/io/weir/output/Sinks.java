// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

/** The sinks by form. */
public final class Sinks {
  private Sinks() {}

  /**
   * The sink that writes a form.
   *
   * @param style how a {@link OutputForm#TABLE} looks
   * @throws IllegalArgumentException for a form that engines write
   */
  public static TableSink of(OutputForm form, TerminalStyle style) {
    return switch (form) {
      case TABLE -> new TerminalSink(style);
      case CSV -> new CsvSink();
      case JSON -> JsonSink.array();
      case NDJSON -> JsonSink.lines();
      case MARKDOWN -> new MarkdownSink();
      case PARQUET, ARROW ->
          throw new IllegalArgumentException("An engine writes the form " + form.word() + ".");
    };
  }
}
