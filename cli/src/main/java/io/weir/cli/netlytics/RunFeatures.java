// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.model.WeirException;
import java.io.IOException;
import java.util.Optional;

/** Clustering and the detection of anomalies: looks at the line, for nothing of it is here yet. */
final class RunFeatures {
  private RunFeatures() {}

  /**
   * Refuses the algorithm; before that the query, where it is wrong.
   *
   * @throws WeirException of kind USAGE
   */
  static void run(Tool tool, Given given, Session session) throws IOException {
    String example =
        tool == Tool.RUN_CLUSTERING
            ? "algos.clustering.KMeans.KMeans"
            : "algos.anomaly_detection.S_H_ESD.S_H_ESD";
    Algorithm algorithm = Algorithm.named(tool.required(given, "--algo", example), tool);
    Dataset.connector(tool, given);
    Optional<String> question = AskedSql.of(given);
    if (question.isPresent()) {
      try (Dataset dataset = Dataset.open(tool, given, session)) {
        dataset.check(question.get());
      }
    }
    throw algorithm.notYet();
  }
}
