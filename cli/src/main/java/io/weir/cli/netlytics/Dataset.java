// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.InputOptions;
import io.weir.cli.RecordOptions;
import io.weir.cli.Session;
import io.weir.cli.Work;
import io.weir.job.Formats;
import io.weir.job.InputSettings;
import io.weir.model.WeirException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a connector makes of the files below an input path, open for questions. */
record Dataset(Connector connector, Work work) implements Closeable {
  private static final Pattern NO_TABLE = Pattern.compile("^.* no table (\\S+?)\\. ");
  private static final Pattern NO_COLUMN =
      Pattern.compile("there is no column (\\S+?)(?: in the tables asked)?\\. ");

  /** The connector that the command line names. */
  static Connector connector(Tool tool, Given given) {
    return Connector.named(
        tool.required(given, "--connector", "connectors.squid_to_HTTP.Squid_To_HTTP"));
  }

  /** Opens what the command line names. */
  static Dataset open(Tool tool, Given given, Session session) {
    return open(tool, given, EngineOptions.of(given), session);
  }

  /** Opens what the command line names with these options of the engine. */
  static Dataset open(Tool tool, Given given, EngineOptions engine, Session session) {
    Connector connector = connector(tool, given);
    String path = tool.required(given, "--input_path", "logs/squid");
    InputSettings read = InputOptions.of(given, session);
    InputSettings settings =
        new InputSettings(
            List.of(Formats.named(connector.format(), read.formats())),
            read.inputFormat(),
            read.options(),
            Days.range(
                given.text("--start_day").orElse(""),
                given.text("--end_day").orElse(""),
                read.zone()),
            read.zone(),
            "",
            read.standardInput());
    Work work =
        Work.open(
            session,
            connector.inputs(path, isFile(path)),
            settings,
            engine,
            RecordOptions.of(given));
    List<String> tables = work.inputs().tables();
    if (tables.contains(connector.table().table())) {
      return new Dataset(connector, work);
    }
    throw closed(
        work,
        WeirException.usage(
            "Cannot use %s on %s: it makes the table %s, and the logs of %s there hold none of it."
                + " weir detect shows what they are.",
            connector.className(), path, connector.table().title(), connector.tool()));
  }

  private static WeirException closed(Work work, WeirException failure) {
    try {
      work.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private static boolean isFile(String path) {
    return !path.contains("://") && Files.isRegularFile(Path.of(path));
  }

  /**
   * A question about {@code netlytics} as one about Weir's table.
   *
   * @param question as {@link AskedSql} gives it
   */
  String statement(String question) {
    return NetlyticsView.over(connector.table(), question);
  }

  /**
   * Asks the engine whether it can answer a question, and reads no record.
   *
   * @throws WeirException of kind USAGE when it cannot
   */
  void check(String question) {
    try {
      work.engine().explain(statement(question));
    } catch (WeirException e) {
      throw worded(e);
    }
  }

  /** A failure of SQL that tells which connector's table has the column that is missing. */
  WeirException worded(WeirException failure) {
    WeirException worded = work.worded(failure, "");
    Matcher column = NO_COLUMN.matcher(worded.getMessage() + " ");
    if (column.find()) {
      String message = new MissingColumn(connector, column.group(1)).message();
      return WeirException.of(worded.kind(), message, worded);
    }
    Matcher table = NO_TABLE.matcher(worded.getMessage() + " ");
    if (table.find()) {
      String message = table.group() + "The table of a connector is netlytics.";
      return WeirException.of(worded.kind(), message, worded);
    }
    return worded;
  }

  @Override
  public void close() throws IOException {
    work.close();
  }
}
