// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.Context;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Progress;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * Weir in a Java program: opens inputs, answers queries, runs analyses. Used by one thread.
 *
 * <pre>{@code
 * try (Weir weir = Weir.open("logs/2026-03-01", "office.pcap");
 *     Result rows = weir.query("SELECT name, sum(s_bytes) FROM named_flows GROUP BY 1")) {
 *   while (rows.next()) {
 *     System.out.println(rows.value(0) + " " + rows.value(1));
 *   }
 * }
 * }</pre>
 *
 * <p>Formats, engines and analyses are those on the class path.
 */
public final class Weir implements AutoCloseable {
  private static final String DEFAULT_ENGINE = "embedded";

  private final OpenedInputs inputs;
  private final Engine engine;

  private Weir(OpenedInputs inputs, Engine engine) {
    this.inputs = inputs;
    this.engine = engine;
  }

  /**
   * Opens inputs with the embedded engine on all processors.
   *
   * @param paths files, directories, patterns, or {@code name=path}
   * @throws WeirException of kind USAGE when one names nothing that can be read
   */
  public static Weir open(String... paths) {
    return open(
        Arrays.asList(paths), InputSettings.defaults(), DEFAULT_ENGINE, EngineSettings.defaults());
  }

  /**
   * Opens inputs.
   *
   * @param engine {@code embedded} or {@code spark}
   */
  public static Weir open(
      List<String> paths, InputSettings settings, String engine, EngineSettings engineSettings) {
    EngineProvider provider = provider(engine);
    OpenedInputs inputs = Inputs.open(paths, settings);
    try {
      return new Weir(
          inputs,
          provider.open(
              inputs.catalog(),
              engineSettings,
              (file, offset, reason, record, from, length) -> {}));
    } catch (RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  private static EngineProvider provider(String name) {
    List<String> names = new ArrayList<>();
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.name().equals(name)) {
        return provider;
      }
      names.add(provider.name());
    }
    throw WeirException.usage(
        "Cannot use the engine %s: it is not on the class path. %s",
        name, Nearest.remedy(name, "Engines", names));
  }

  /** The names of the tables that the inputs have. */
  public List<String> tables() {
    return inputs.tables();
  }

  /**
   * Answers a query.
   *
   * @param parameters values for the {@code ?} of the statement, in order
   * @throws WeirException of kind USAGE when the SQL is wrong
   */
  public Result query(String sql, @Nullable Object... parameters) {
    return worded(sql, () -> engine.query(Question.in(sql), Arrays.asList(parameters)));
  }

  /**
   * Answers a query with Arrow's record batches, which the embedded engine hands over without
   * copying. The JVM needs {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
   *
   * <pre>{@code
   * try (BufferAllocator allocator = new RootAllocator();
   *     ArrowReader batches = weir.batches(allocator, "SELECT ts, s_bytes FROM flows")) {
   *   while (batches.loadNextBatch()) {
   *     VectorSchemaRoot batch = batches.getVectorSchemaRoot();
   *   }
   * }
   * }</pre>
   *
   * @param allocator of the batches; close it after them
   * @param parameters values for the {@code ?} of the statement, in order
   * @throws WeirException of kind USAGE when the SQL is wrong, or the engine has no batches
   */
  public ArrowReader batches(
      BufferAllocator allocator, String sql, @Nullable Object... parameters) {
    return worded(
        sql, () -> engine.batches(Question.in(sql), Arrays.asList(parameters), allocator));
  }

  /**
   * Writes the answer of a query to a file, as Parquet, Arrow, CSV or NDJSON.
   *
   * @return rows written
   */
  public long export(String sql, Path target, Engine.ExportFormat format) {
    return worded(sql, () -> engine.export(Question.in(sql), target, format));
  }

  /**
   * Runs an analysis; its answer is the output named first in its spec.
   *
   * @param parameters as on the command line behind {@code --set}: name and text of the value
   * @throws WeirException of kind USAGE when there is no such analysis or parameter, or the inputs
   *     lack the tables it reads
   */
  public Engine.PlanRun run(String analysis, Map<String, String> parameters) {
    return run(Analyses.named(analysis, Weir.class.getClassLoader()), parameters);
  }

  private <P extends Record> Engine.PlanRun run(
      Analysis<P> analysis, Map<String, String> parameters) {
    P bound = Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), parameters);
    Context context = new Context(Clock.systemUTC(), 1, inputs.tables());
    return engine.run(analysis.analyze(bound, context));
  }

  private <T> T worded(String sql, Supplier<T> work) {
    try {
      return work.get();
    } catch (WeirException e) {
      throw SqlErrors.worded(e, inputs.catalog(), sql);
    }
  }

  /** The engine over the inputs, for what asks it itself, such as private questions. */
  public Engine engine() {
    return engine;
  }

  /** What was read so far, and what was rejected and why. */
  public Progress progress() {
    return engine.progress();
  }

  /** Stops the question at work, asked by another thread; it fails, and others can be asked. */
  public void cancel() {
    engine.cancel();
  }

  @Override
  public void close() {
    engine.close();
    inputs.close();
  }
}
