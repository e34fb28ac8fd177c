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

  private static final int THREADS = 2;

  private Engines() {}

  static Engine embedded(Catalog catalog) {
    return named(EMBEDDED, catalog, Options.NONE);
  }

  static Engine spark(Catalog catalog) {
    return named(SPARK, catalog, Options.NONE);
  }

  /**
   * Spark that works through its plans instead of compiling them to classes, which takes most of
   * the time of a query over a few rows. With {@code -Dweir.full=true} it compiles as ever.
   */
  static Engine interpretingSpark(Catalog catalog) {
    Engine spark = spark(catalog);
    if (!Boolean.getBoolean("weir.full")) {
      Answer.of(spark, "SET spark.sql.codegen.wholeStage=false");
      Answer.of(spark, "SET spark.sql.codegen.factoryMode=NO_CODEGEN");
    }
    return spark;
  }

  /** Opens the engine of this name. */
  static Engine named(String name, Catalog catalog, Options options) {
    return name.equals(SPARK) ? Spark.open(catalog, options) : open(name, catalog, options);
  }

  /** Starts Spark, so that nobody else owns it and stops it. */
  static void keepSpark() {
    Spark.open(new Catalog(List.of(), Map.of(), List.of(), Map.of(), TimeRange.ALL), Options.NONE)
        .close();
  }

  private static Engine open(String name, Catalog catalog, Options options) {
    EngineSettings settings = new EngineSettings(THREADS, 0, options);
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow()
        .open(catalog, settings, (file, offset, reason, record, from, length) -> {});
  }

  /** The first engine on Spark owns it; as it is never closed, Spark stays. */
  private static final class Spark {
    private static final Engine OWNER =
        Engines.open(
            SPARK,
            new Catalog(List.of(), Map.of(), List.of(), Map.of(), TimeRange.ALL),
            Options.NONE);

    static Engine open(Catalog catalog, Options options) {
      if (!OWNER.name().equals(SPARK)) {
        throw new IllegalStateException("Spark has another name");
      }
      return Engines.open(SPARK, catalog, options);
    }
  }
}
