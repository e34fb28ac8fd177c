// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.job.Question;
import java.util.Optional;

/** The question that a line asks, in SQL of Spark. */
final class AskedSql {
  private AskedSql() {}

  /**
   * One statement in the quotes of the line's engine; empty where nothing is asked.
   *
   * @throws io.weir.model.WeirException of kind USAGE when it is no question
   */
  static Optional<String> of(Given given) {
    boolean isSpark = EngineOptions.of(given).engine().equals("spark");
    return given
        .text("--query")
        .filter(text -> !text.isBlank())
        .map(text -> Question.in(isSpark ? text : SparkQuotes.standard(text)));
  }
}
