// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.Rows;

class FlowJsonFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    MessageFormat format =
        switch (data.consumeInt(0, 4)) {
          case 0 -> new Goflow2JsonFormat();
          case 1 -> new BenchmarkJsonFormat();
          case 2 -> new PmacctJsonFormat();
          case 3 -> new IpfixcolJsonFormat();
          default -> new NfdumpJsonFormat();
        };
    byte[] message = data.consumeRemainingAsBytes();
    format.recognise(message, 0, message.length);
    Scan scan = Scan.of(TableScan.all(FiveTables.FLOWS));
    MessageReader reader = format.messages(scan, new CollectedRejects());
    reader.begin(BytesFile.of("topic", ""), 0, message, 0, message.length);
    reader.fill(new Rows[] {new Rows(scan.tables().get(0), Integer.MAX_VALUE)});
  }
}
