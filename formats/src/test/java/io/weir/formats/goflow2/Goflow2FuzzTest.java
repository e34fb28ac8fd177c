// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.MessageReader;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.Rows;

class Goflow2FuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] content = data.consumeRemainingAsBytes();
    Goflow2ProtobufFormat format = new Goflow2ProtobufFormat();
    TableScan flows = TableScan.all(FiveTables.FLOWS);
    BytesFile file = BytesFile.of("flows.pb", content);
    assertThat(format.recognise(FormatSample.head(file), Options.NONE).why()).isNotBlank();
    Reading.of(format, Split.whole(file), flows);

    format.recognise(content, 0, content.length);
    MessageReader reader = format.messages(Scan.of(flows), new CollectedRejects());
    reader.begin(file, 0, content, 0, content.length);
    assertThat(reader.fill(new Rows[] {new Rows(flows, Integer.MAX_VALUE)})).isFalse();
  }
}
