// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.job.SqlErrors;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.Acceptance;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.Progress;
import io.weir.model.engine.Result;
import io.weir.output.OutputForm;
import io.weir.output.Sinks;
import io.weir.output.TableSink;
import io.weir.output.TerminalStyle;
import io.weir.output.WholeFile;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Inputs that are open, and an engine at work on them: watched, its records accounted for. */
public final class Work implements Closeable {
  private final Session session;
  private final OpenedInputs inputs;
  private final RecordOptions records;
  private final RejectedRecords rejects;
  private final Engine engine;
  private final ProgressBar bar;

  /** An answer that an engine can give. */
  public interface Answer {
    /** The rows; to be closed. */
    Result rows();

    /** Lets the engine write the rows. */
    void export(Path target, ExportFormat format);

    /** Lets the engine write the rows to another system, if they are accepted. */
    void export(String address, ExportFormat format, Acceptance acceptance);
  }

  private record Asked(Engine engine, String sql) implements Answer {
    @Override
    public Result rows() {
      return engine.query(sql, List.of());
    }

    @Override
    public void export(Path target, ExportFormat format) {
      engine.export(sql, target, format);
    }

    @Override
    public void export(String address, ExportFormat format, Acceptance acceptance) {
      engine.exportTo(sql, address, format, acceptance);
    }
  }

  private Work(
      Session session,
      OpenedInputs inputs,
      RecordOptions records,
      RejectedRecords rejects,
      Engine engine) {
    this.session = session;
    this.inputs = inputs;
    this.records = records;
    this.rejects = rejects;
    this.engine = engine;
    this.bar = ProgressBar.start(engine::progress, session.surroundings());
  }

  /** Opens the inputs and an engine over them. */
  public static Work open(
      Session session,
      List<String> arguments,
      InputSettings settings,
      EngineOptions engines,
      RecordOptions records) {
    return open(session, Inputs.open(arguments, settings), engines, records);
  }

  /** Opens an engine over inputs, which it closes at the end. */
  static Work open(
      Session session, OpenedInputs inputs, EngineOptions engines, RecordOptions records) {
    try {
      inputs.warnings().forEach(session::tell);
      RejectedRecords rejects = RejectedRecords.of(records);
      Engine engine =
          engines.provider(session.loader()).open(inputs.catalog(), engines.settings(), rejects);
      return new Work(session, inputs, records, rejects, engine);
    } catch (RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  public OpenedInputs inputs() {
    return inputs;
  }

  public Engine engine() {
    return engine;
  }

  /** The answer of the engine to a question; nothing runs before it is asked for. */
  public Answer answer(String sql) {
    return new Asked(engine, sql);
  }

  /** A failure of this SQL with the names that this input has. */
  public WeirException worded(WeirException failure, String sql) {
    return SqlErrors.worded(failure, inputs.catalog(), sql);
  }

  /** Writes an answer where it is wanted; a file appears when all records are accounted for. */
  void write(AnswerOptions options, Answer answer) throws IOException {
    if (options.output().isPresent()) {
      try (WholeFile file = WholeFile.at(options.output().get())) {
        fill(file, options.form(), answer);
        finish();
        file.publish();
      }
      return;
    }
    if (options.address().isPresent()) {
      answer.export(
          options.address().get(), exported(options.form(), options.address().get()), this::finish);
      return;
    }
    try (Result rows = answer.rows()) {
      Sinks.of(options.form(), session.surroundings().style()).write(rows, new Screen());
    }
    finish();
  }

  /** Writes rows to a file in this form; it appears when all records are accounted for. */
  public void write(Path target, TableSink form, Result rows) throws IOException {
    try (WholeFile file = WholeFile.at(target)) {
      form.write(rows, file.stream());
      finish();
      file.publish();
    }
  }

  /** Lets the engine write an answer to another system; it appears when all is accounted for. */
  public void write(String address, ExportFormat format, Answer answer) {
    answer.export(address, format, this::finish);
  }

  /**
   * How engines write a form to an address.
   *
   * @throws WeirException of kind USAGE when they do not
   */
  static ExportFormat exported(OutputForm form, String address) {
    return Arrays.stream(ExportFormat.values())
        .filter(format -> format.name().equals(form.name()))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot write %s to %s: engines write parquet, csv and ndjson there.",
                    form.word(), address));
  }

  private static void fill(WholeFile file, OutputForm form, Answer answer) throws IOException {
    if (form.isWrittenByEngine()) {
      answer.export(file.written(), ExportFormat.valueOf(form.name()));
      return;
    }
    try (Result rows = answer.rows()) {
      Sinks.of(form, TerminalStyle.FILE).write(rows, file.stream());
    }
  }

  /** Writes a further answer to a file; the account comes with the first. */
  static void writeAside(Path target, OutputForm form, Answer answer) throws IOException {
    try (WholeFile file = WholeFile.at(target)) {
      fill(file, form, answer);
      file.publish();
    }
  }

  /**
   * Tells the account of records.
   *
   * @throws WeirException of kind REJECTS when too many were rejected
   */
  public void finish() throws IOException {
    bar.stop();
    rejects.check();
    rejects.close();
    Progress progress = engine.progress();
    // Engines keep no account of files that they read themselves.
    if (!inputs.catalog().natives().isEmpty()) {
      session.tell(Account.line(progress));
    }
    Account.check(progress, records.maxBadFraction());
  }

  @Override
  public void close() throws IOException {
    bar.close();
    try (inputs;
        engine) {
      rejects.close();
    }
  }

  /** Standard output, before which the progress bar makes way. */
  private final class Screen extends FilterOutputStream {
    private Screen() {
      super(session.surroundings().out());
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (session.surroundings().isScreen(Surroundings.Screen.OUT)) {
        bar.stop();
      }
      out.write(bytes, offset, length);
    }
  }
}
