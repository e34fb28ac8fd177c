// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.TimeRange;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;

/**
 * How inputs are opened.
 *
 * @param formats those that are tried, in this order
 * @param inputFormat the only format to try, by name, or {@code csv}, {@code ndjson} or {@code
 *     parquet}; empty to try all
 * @param options the formats' options
 * @param range the time that is asked for; files whose path tells that they lie outside are left
 *     out
 * @param zone of times that have none, in paths and in files
 * @param table what queries call {@code netlytics}; empty for the only table that can be meant
 * @param standardInput what the argument {@code -} stands for
 */
public record InputSettings(
    List<Format> formats,
    String inputFormat,
    Options options,
    TimeRange range,
    ZoneId zone,
    String table,
    InputStream standardInput) {
  public InputSettings {
    formats = List.copyOf(formats);
  }

  /** All formats of the class path, all of time, the machine's zone, the process's input. */
  public static InputSettings defaults() {
    return of(Formats.find(InputSettings.class.getClassLoader()));
  }

  /** These formats, all of time, the machine's zone, the process's standard input. */
  public static InputSettings of(List<Format> formats) {
    return new InputSettings(
        formats, "", Options.NONE, TimeRange.ALL, ZoneId.systemDefault(), "", StandardInput.open());
  }

  public InputSettings withInputFormat(String name) {
    return new InputSettings(formats, name, options, range, zone, table, standardInput);
  }

  public InputSettings withOptions(Options given) {
    return new InputSettings(formats, inputFormat, given, range, zone, table, standardInput);
  }

  public InputSettings withRange(TimeRange wanted) {
    return new InputSettings(formats, inputFormat, options, wanted, zone, table, standardInput);
  }

  public InputSettings withZone(ZoneId id) {
    return new InputSettings(formats, inputFormat, options, range, id, table, standardInput);
  }

  public InputSettings withTable(String name) {
    return new InputSettings(formats, inputFormat, options, range, zone, name, standardInput);
  }

  public InputSettings withStandardInput(InputStream in) {
    return new InputSettings(formats, inputFormat, options, range, zone, table, in);
  }
}
