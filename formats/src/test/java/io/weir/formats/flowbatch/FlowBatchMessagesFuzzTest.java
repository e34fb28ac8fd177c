// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowbatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.Rows;

/** Whatever a message holds, all of its rows are read or rejected, and the next one is read too. */
class FlowBatchMessagesFuzzTest {
  private static final BytesFile TOPIC = BytesFile.of("kafka://h:9092/flows/0", "");

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    TableScan flows = TableScan.all(FiveTables.FLOWS);
    CollectedRejects rejects = new CollectedRejects();
    FlowBatchMessages reader = new FlowBatchMessages(Scan.of(flows), rejects);
    for (int offset = 0; offset < 4 && data.remainingBytes() > 0; offset++) {
      byte[] message = data.consumeBytes(data.consumeInt(0, 4096));
      reader.begin(TOPIC, offset, message, 0, message.length);
      while (reader.fill(new Rows[] {new Rows(flows, 64)})) {
        // Another batch of rows.
      }
    }
    byte[] rest = data.consumeRemainingAsBytes();
    reader.begin(TOPIC, 9, rest, 0, rest.length);
    assertThat(reader.fill(new Rows[] {new Rows(flows, Integer.MAX_VALUE)})).isFalse();
  }
}
