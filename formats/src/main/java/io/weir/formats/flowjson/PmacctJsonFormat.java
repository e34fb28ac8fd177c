// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import com.google.auto.service.AutoService;
import io.weir.model.Format;
import io.weir.model.MessageFormat;

/** Flows as pmacct's plugins write them in JSON. */
@AutoService({Format.class, MessageFormat.class})
public final class PmacctJsonFormat extends FlowJsonFormat {
  public PmacctJsonFormat() {
    super(PmacctDialect.DIALECT);
  }
}
