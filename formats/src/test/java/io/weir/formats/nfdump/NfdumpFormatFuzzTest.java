// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.Reading;
import java.util.List;

/** Whatever an nfcapd file holds, reading it ends, and fails with no exception. */
class NfdumpFormatFuzzTest {
  private static final Scan SCAN = Scan.of(TableScan.all(FiveTables.FLOWS));

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    if (bytes.length > 4) {
      bytes[0] = (byte) ((bytes[0] & 1) == 0 ? 0x0c : 0xa5);
      bytes[1] = (byte) (bytes[0] == 0x0c ? 0xa5 : 0x0c);
    }
    List<Split> splits = List.of(Split.whole(BytesFile.of("nfcapd", bytes)));
    Reading reading = Reading.of(new NfdumpFormat(), splits, SCAN);
    if (reading.recordsRead() > bytes.length * 300L) {
      throw new AssertionError("more records than bytes can hold");
    }
  }
}
