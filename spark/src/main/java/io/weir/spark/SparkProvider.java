// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import com.google.auto.service.AutoService;
import io.weir.model.Rejects;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;

/** Makes engines on Spark: on the cluster that spark-submit chose, else in the process. */
@AutoService(EngineProvider.class)
public final class SparkProvider implements EngineProvider {
  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Engine open(Catalog catalog, EngineSettings settings, Rejects rejects) {
    return SparkEngine.open(catalog, settings, rejects);
  }
}
