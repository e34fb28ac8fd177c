// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import com.google.auto.service.AutoService;
import io.weir.model.Format;
import io.weir.model.MessageFormat;

/** Flows as goflow2 writes them in JSON. */
@AutoService({Format.class, MessageFormat.class})
public final class Goflow2JsonFormat extends FlowJsonFormat {
  public Goflow2JsonFormat() {
    super(Goflow2Dialect.DIALECT);
  }
}
