// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.EngineOptions;
import io.weir.cli.Session;
import io.weir.enrich.LookupFiles;
import io.weir.job.Formats;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.TableSchema;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.tables.FiveTables;
import io.weir.output.TemporaryDirectory;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.FileContents;
import io.weir.privacy.question.Desk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Opens the files of a dataset as they were registered; tells nobody what is in them. */
final class DatasetSource implements Desk.Source {
  private final Session session;
  private final EngineOptions engines;
  private final EngineProvider provider;

  /**
   * Takes the engine that was asked for, and reads the files of look-ups.
   *
   * @throws io.weir.model.WeirException when there is no such engine, or a file of look-ups cannot
   *     be read: to be told before anything is paid
   */
  DatasetSource(Session session, EngineOptions engines) {
    this.session = session;
    this.engines = engines;
    this.provider = engines.provider(session.loader());
    LookupFiles.of(engines.settings().options()).readAll();
  }

  @Override
  public void read(Dataset dataset, Consumer<Engine> work) {
    open(dataset, (tables, engine) -> work.accept(engine));
  }

  /** Also tells what tables there are: for the operator alone. */
  void open(Dataset dataset, BiConsumer<List<String>, Engine> work) {
    // Made whether anything is written there or not, so that it tells nothing.
    try (TemporaryDirectory aside = TemporaryDirectory.create();
        OpenedInputs inputs = Inputs.open(dataset.inputs(), Reading.settings(dataset, session));
        Engine engine =
            provider.open(
                inputs.catalog(),
                engines.withTemporaryFiles(aside.path()).settings(),
                (file, offset, reason, record, from, length) -> {})) {
      work.accept(inputs.tables(), engine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String systems() {
    return engines
        .settings()
        .options()
        .value("asn-db")
        .map(file -> FileContents.of(List.of(Path.of(file)), List.of()).get(0).sha256())
        .orElse("");
  }

  @Override
  public Optional<TableSchema> schema(String table) {
    return FiveTables.named(table)
        .or(
            () ->
                Formats.find(session.loader()).stream()
                    .flatMap(format -> format.spec().tables().stream())
                    .filter(schema -> schema.name().equals(table))
                    .findFirst());
  }
}
