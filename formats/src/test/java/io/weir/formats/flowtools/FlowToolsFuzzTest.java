// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowtools;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.Reading;
import java.util.List;

/** Whatever a flow-tools file holds, reading it ends without exception. */
class FlowToolsFuzzTest {
  private static final Scan SCAN = Scan.of(TableScan.all(FiveTables.FLOWS));

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    if (bytes.length < 4) {
      return;
    }
    bytes[0] = (byte) 0xcf;
    bytes[1] = 0x10;
    bytes[2] = (byte) (1 + (bytes[2] & 1));
    bytes[3] = 3;
    if (FlowToolsHeader.of(bytes).defect().isEmpty()) {
      List<Split> splits = List.of(Split.whole(BytesFile.of("ft", bytes)));
      Reading.of(new FlowToolsFormat(), splits, SCAN);
    }
  }
}
