// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.formats.bind.BindFormat;
import io.weir.formats.squid.SquidFormat;
import io.weir.formats.tstat.TstatFormat;
import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.util.List;

/**
 * Whatever a file holds, Squid's, Tstat's and BIND's readers refuse it, or count each line once,
 * and it is the same whether writers take one row or several.
 */
class LogFilesFuzzTest {
  private static final Options OPTIONS = Options.NONE.with("zone", "UTC").with("bind-year", "2026");

  private final List<Format> formats =
      List.of(new SquidFormat(), new TstatFormat(), new BindFormat());

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] content = data.consumeRemainingAsBytes();
    long lines = new String(content, ISO_8859_1).lines().count();
    for (Format format : formats) {
      BytesFile file = BytesFile.of("log_x", content);
      if (format.recognise(FormatSample.head(file), OPTIONS) instanceof Recognition.Yes yes) {
        List<TableScan> scans = yes.tables().stream().map(TableScan::all).toList();
        Scan all = new Scan(scans, TimeRange.ALL, OPTIONS);
        Reading reading = Reading.of(format, List.of(Split.whole(file)), all);
        Reading together = Reading.atOnce(format, List.of(Split.whole(file)), all);
        assertThat(together.rejects().all()).isEqualTo(reading.rejects().all());
        for (int i = 0; i < scans.size(); i++) {
          assertThat(together.rows().get(i).rows()).isEqualTo(reading.rows().get(i).rows());
        }
        assertThat(reading.recordsRead() + reading.rejects().all().size())
            .isLessThanOrEqualTo(lines);
      }
    }
  }
}
