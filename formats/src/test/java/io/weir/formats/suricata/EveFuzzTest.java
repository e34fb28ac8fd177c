// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.util.List;

/** Whatever a file holds, each of its lines is read or rejected once. */
class EveFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] content = data.consumeRemainingAsBytes();
    SuricataEveFormat format = new SuricataEveFormat();
    BytesFile file = BytesFile.of("eve.json", content);
    assertThat(format.recognise(FormatSample.head(file), Options.NONE).why()).isNotBlank();
    List<TableScan> scans = EveTables.SCHEMAS.stream().map(TableScan::all).toList();
    Scan all = new Scan(scans, TimeRange.ALL, Options.NONE);
    Reading reading = Reading.of(format, List.of(Split.whole(file)), all);
    long lines = new String(content, ISO_8859_1).lines().count();
    assertThat(reading.recordsRead() + reading.rejects().all().size()).isLessThanOrEqualTo(lines);
  }
}
