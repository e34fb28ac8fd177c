// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import java.util.List;

/**
 * A question that can be asked by name. It describes its answer; an engine runs it. Stateless and
 * thread-safe. Found by {@link java.util.ServiceLoader}.
 *
 * @param <P> the parameters: a record whose components are annotated with {@link Parameter}
 */
public interface Analysis<P extends Record> {
  AnalysisSpec<P> spec();

  /**
   * The steps that answer the question.
   *
   * @throws io.weir.model.WeirException of kind USAGE when the parameters do not fit together
   */
  Plan analyze(P parameters, Context context);

  /** How the outputs of {@link #analyze} with these parameters are looked at; none by default. */
  default List<Picture> pictures(P parameters) {
    return List.of();
  }
}
