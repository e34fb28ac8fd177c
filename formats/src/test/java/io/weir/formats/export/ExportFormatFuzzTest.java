// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.Reading;
import java.util.List;

/**
 * Whatever an IPFIX file, or a datagram in a capture, holds: reading it ends, without exception.
 */
class ExportFormatFuzzTest {
  private static final Scan SCAN =
      new Scan(
          List.of(TableScan.all(FiveTables.FLOWS), TableScan.all(CounterTable.SCHEMA)),
          TimeRange.ALL,
          Options.NONE);

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    boolean isCapture = data.consumeBoolean();
    byte[] bytes = data.consumeRemainingAsBytes();
    if (isCapture) {
      bytes = new ExportCapture().add(1, bytes.length < 1400 ? bytes : new byte[8]).bytes();
    } else if (bytes.length < 24) {
      return;
    } else {
      int set = bytes[1] == 9 ? 20 : 16;
      bytes[0] = 0;
      bytes[1] = bytes[1] == 9 || bytes[1] == 5 ? bytes[1] : 10;
      bytes[set] = 0;
      bytes[set + 1] = (byte) (bytes[1] == 9 ? 0 : 2);
    }
    List<Split> splits = List.of(Split.whole(BytesFile.of("flows", bytes)));
    if (isCapture || ExportMessages.isMessage(bytes)) {
      Reading reading = Reading.of(new ExportFormat(), splits, SCAN);
      if (reading.recordsRead() > bytes.length) {
        throw new AssertionError("more records than bytes");
      }
    }
  }
}
