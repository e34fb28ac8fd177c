// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import com.google.auto.service.AutoService;
import io.weir.model.Format;
import io.weir.model.MessageFormat;

/** Flows as the benchmark of stream processors has them. */
@AutoService({Format.class, MessageFormat.class})
public final class BenchmarkJsonFormat extends FlowJsonFormat {
  public BenchmarkJsonFormat() {
    super(Dialect.BENCHMARK);
  }
}
