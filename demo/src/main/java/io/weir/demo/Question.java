// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import java.util.List;
import java.util.Map;

/**
 * An analysis that is asked on the stream and on the file.
 *
 * @param output the name of its answer
 */
record Question(String analysis, Map<String, String> parameters, String output) {
  /** What the demonstration asks. */
  static final List<Question> ALL =
      List.of(
          new Question("port-scan", Map.of(), "alerts"),
          new Question("top-talkers", Map.of("every", "1m", "limit", "5"), "rows"));
}
