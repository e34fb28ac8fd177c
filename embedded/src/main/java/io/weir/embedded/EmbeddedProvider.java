// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import com.google.auto.service.AutoService;
import io.weir.model.Rejects;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;

/** Makes the engine that runs in the process. */
@AutoService(EngineProvider.class)
public final class EmbeddedProvider implements EngineProvider {
  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public Engine open(Catalog catalog, EngineSettings settings, Rejects rejects) {
    return EmbeddedEngine.open(catalog, settings, rejects);
  }
}
