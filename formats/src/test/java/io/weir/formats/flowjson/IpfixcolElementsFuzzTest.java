// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.MessageReader;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.Rows;

class IpfixcolElementsFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    Scan scan = Scan.of(TableScan.all(data.consumeBoolean() ? FiveTables.DNS : FiveTables.HTTP));
    byte[] message = data.consumeRemainingAsBytes();
    MessageReader reader = new IpfixcolJsonFormat().messages(scan, new CollectedRejects());
    reader.begin(BytesFile.of("topic", ""), 0, message, 0, message.length);
    reader.fill(new Rows[] {new Rows(scan.tables().get(0), Integer.MAX_VALUE)});
  }
}
