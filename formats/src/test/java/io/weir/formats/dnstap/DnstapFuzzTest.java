// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.dnstap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.Reading;

/** Whatever a file holds, its frames are rows or rejects. */
class DnstapFuzzTest {
  private final DnstapFormat format = new DnstapFormat();

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    BytesFile file = BytesFile.of("x.dnstap", data.consumeRemainingAsBytes());
    Reading reading = Reading.of(format, Split.whole(file), TableScan.all(FiveTables.DNS));
    assertThat(reading.table()).hasSizeLessThanOrEqualTo((int) reading.recordsRead());
    assertThat(reading.recordsRead() + reading.rejects().all().size())
        .isLessThanOrEqualTo(file.content().length / 4 + 1);
  }
}
