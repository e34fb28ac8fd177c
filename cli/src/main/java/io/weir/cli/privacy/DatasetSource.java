// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.EngineOptions;
import io.weir.cli.Session;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.engine.Engine;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.question.Desk;
import java.util.function.Consumer;

/** Opens the files of a dataset as they were registered; tells nobody what is in them. */
final class DatasetSource implements Desk.Source {
  private final Session session;
  private final EngineOptions engines;

  DatasetSource(Session session, EngineOptions engines) {
    this.session = session;
    this.engines = engines;
  }

  @Override
  public void read(Dataset dataset, Consumer<Engine> work) {
    try (OpenedInputs inputs = Inputs.open(dataset.inputs(), Reading.settings(dataset, session));
        Engine engine =
            engines
                .provider(session.loader())
                .open(
                    inputs.catalog(),
                    engines.settings(),
                    (file, offset, reason, record, from, length) -> {})) {
      work.accept(engine);
    }
  }
}
