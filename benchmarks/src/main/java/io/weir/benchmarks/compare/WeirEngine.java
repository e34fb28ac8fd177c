// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Options;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** Weir's embedded engine over inputs, in this process. */
final class WeirEngine implements AutoCloseable {
  private final OpenedInputs inputs;
  private final Engine engine;

  WeirEngine(List<Path> paths, int threads) {
    inputs = Inputs.open(paths.stream().map(Path::toString).toList(), InputSettings.defaults());
    EngineProvider provider =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("embedded"))
            .findFirst()
            .orElseThrow();
    engine =
        provider.open(
            inputs.catalog(),
            new EngineSettings(threads, 0, Options.NONE),
            (file, offset, reason, record, from, length) -> {
              throw new IllegalStateException(file.path() + ": " + reason);
            });
  }

  NativeTable table(String name) {
    return inputs.catalog().nativeTable(name).orElseThrow();
  }

  /** The rows of an answer as text. */
  String rows(String sql) {
    StringBuilder text = new StringBuilder();
    try (Result result = engine.query(sql, List.of())) {
      int columns = result.columns().size();
      while (result.next()) {
        for (int i = 0; i < columns; i++) {
          text.append(result.value(i)).append('|');
        }
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    engine.close();
    inputs.close();
  }
}
