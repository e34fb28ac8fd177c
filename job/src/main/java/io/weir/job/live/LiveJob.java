// SPDX-License-Identifier: Apache-2.0
package io.weir.job.live;

import io.weir.job.InputSettings;
import io.weir.model.Rejects;
import io.weir.model.analysis.Analysis;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.LiveSink;
import java.util.List;
import java.util.Map;

/**
 * An analysis on an input that grows, and where its rows go.
 *
 * @param parameters of the analysis, as behind {@code --set}
 * @param seed for anything random
 * @param inputs directories, or {@code kafka://HOST:PORT/TOPIC}
 * @param sink not closed by the run
 * @param rejects told of each reject besides the run's own account
 */
public record LiveJob(
    Analysis<?> analysis,
    Map<String, String> parameters,
    long seed,
    List<String> inputs,
    InputSettings settings,
    EngineSettings engine,
    LiveSettings live,
    LiveSink sink,
    Rejects rejects) {
  public LiveJob {
    parameters = Map.copyOf(parameters);
    inputs = List.copyOf(inputs);
  }
}
