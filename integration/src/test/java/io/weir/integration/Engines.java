// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens engines on two threads. Spark is started once and serves all tests of the process. */
final class Engines {
  static final String EMBEDDED = "embedded";
  static final String SPARK = "spark";

  private static final EngineSettings SETTINGS = new EngineSettings(2, 0, Options.NONE);

  private Engines() {}

  static Engine embedded(Catalog catalog) {
    return open(EMBEDDED, catalog);
  }

  static Engine spark(Catalog catalog) {
    return Spark.open(catalog);
  }

  /** Opens the engine of this name. */
  static Engine named(String name, Catalog catalog) {
    return name.equals(SPARK) ? spark(catalog) : open(name, catalog);
  }

  private static Engine open(String name, Catalog catalog) {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow()
        .open(catalog, SETTINGS, (file, offset, reason, record, from, length) -> {});
  }

  /** The first engine on Spark owns it; as it is never closed, Spark stays. */
  private static final class Spark {
    private static final Engine OWNER =
        Engines.open(SPARK, new Catalog(List.of(), Map.of(), List.of(), Map.of(), TimeRange.ALL));

    static Engine open(Catalog catalog) {
      if (!OWNER.name().equals(SPARK)) {
        throw new IllegalStateException("Spark has another name");
      }
      return Engines.open(SPARK, catalog);
    }
  }
}
