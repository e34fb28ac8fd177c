// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowbatch;

import com.google.auto.service.AutoService;
import io.weir.model.FormatSpec;
import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.tables.FiveTables;
import io.weir.wire.batch.FlowBatch;
import io.weir.wire.batch.FlowBatchReader;
import java.util.List;

/** Weir's compact batches, which {@code weir collect} puts into a topic. */
@AutoService(MessageFormat.class)
public final class FlowBatchFormat implements MessageFormat {
  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "compact",
        "Weir's compact batches of flows, in a topic.",
        List.of(FiveTables.FLOWS),
        List.of());
  }

  @Override
  public Recognition recognise(byte[] value, int from, int length) {
    if (!FlowBatch.isBatch(value, from, length)) {
      return new Recognition.No("it does not begin as a batch of flows does");
    }
    String defect = new FlowBatchReader().open(value, from, length);
    return defect.isEmpty()
        ? new Recognition.Yes(List.of(FiveTables.FLOWS), "a compact batch of flows")
        : new Recognition.Broken("it begins as a batch of flows, but: " + defect);
  }

  @Override
  public MessageReader messages(Scan scan, Rejects rejects) {
    return new FlowBatchMessages(scan, rejects);
  }
}
