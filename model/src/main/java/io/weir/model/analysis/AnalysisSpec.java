// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import io.weir.model.TableSchema;
import java.util.List;

/**
 * What an analysis is, for people and for engines.
 *
 * @param name kebab-case
 * @param summary one sentence
 * @param reads tables it reads; the first that the input has is used when {@code anyOf}, else all
 * @param parameters the parameter record
 * @param outputs its outputs by name; the first is the answer
 * @param live whether it also answers on a stream
 */
public record AnalysisSpec<P extends Record>(
    String name,
    String summary,
    List<String> reads,
    Class<P> parameters,
    List<TableSchema> outputs,
    Live live) {
  /** Where an analysis can run. */
  public enum Live {
    /** On bounded inputs only. */
    BOUNDED_ONLY,
    /** Also on a stream, when its windows are named by a parameter {@code every}. */
    WITH_WINDOWS,
    /** Also on a stream, whatever its parameters. */
    ALWAYS
  }

  public AnalysisSpec {
    reads = List.copyOf(reads);
    outputs = List.copyOf(outputs);
  }
}
