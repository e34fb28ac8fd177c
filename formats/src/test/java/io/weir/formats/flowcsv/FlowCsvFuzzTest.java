// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.util.List;

/**
 * Whatever a file holds, it is refused, or each line is read or rejected once; whatever a mapping
 * file holds, it is read or refused.
 */
class FlowCsvFuzzTest {
  private static final Options OPTIONS = Options.NONE.with("zone", "UTC");

  private final FlowCsvFormat format = new FlowCsvFormat();

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] content = data.consumeRemainingAsBytes();
    read(content, OPTIONS);
    for (String profile : List.of("ugr16", "unsw-nb15", "netshare-pcap")) {
      read(content, OPTIONS.with("flowcsv-profile", profile));
    }
    try {
      ProfileText.read("mapping", "fuzz", new String(content, ISO_8859_1));
    } catch (WeirException e) {
      assertThat(e.getMessage()).startsWith("Cannot read mapping: ");
    }
  }

  private void read(byte[] content, Options options) {
    BytesFile file = BytesFile.of("fuzz.csv", content);
    if (!(format.recognise(FormatSample.head(file), options) instanceof Recognition.Yes yes)) {
      return;
    }
    Scan scan = new Scan(List.of(TableScan.all(yes.tables().get(0))), TimeRange.ALL, options);
    Reading whole = Reading.of(format, List.of(Split.whole(file)), scan);
    int lines = new String(content, ISO_8859_1).split("\n", -1).length;
    assertThat(whole.recordsRead()).isEqualTo(whole.table().size());
    assertThat(whole.recordsRead() + whole.rejects().all().size()).isLessThanOrEqualTo(lines);
  }
}
