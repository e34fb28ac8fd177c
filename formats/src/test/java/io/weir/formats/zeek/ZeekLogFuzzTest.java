// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.Rows;
import java.util.List;

/** Whatever a file holds, it is refused or read: rows and rejects, each record one of them. */
class ZeekLogFuzzTest {
  private final ZeekFormat format = new ZeekFormat();

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    BytesFile file = BytesFile.of("conn.log", data.consumeRemainingAsBytes());
    if (format.recognise(FormatSample.head(file), Options.NONE)
        instanceof Recognition.Yes recognised) {
      List<TableSchema> tables = recognised.tables();
      List<TableScan> scans = tables.stream().map(TableScan::all).toList();
      Reading all = read(file, new Scan(scans, TimeRange.ALL, Options.NONE));
      for (int i = 0; i < tables.size(); i++) {
        Reading one = read(file, Scan.of(scans.get(i)));
        assertThat(one.table()).isEqualTo(all.rows().get(i).rows());
        Reading atOnce = Reading.atOnce(format, List.of(Split.whole(file)), Scan.of(scans.get(i)));
        assertThat(atOnce.table()).isEqualTo(one.table());
        assertThat(atOnce.rejects().all()).isEqualTo(one.rejects().all());
      }
    }
  }

  private Reading read(BytesFile file, Scan scan) {
    Reading reading = Reading.of(format, List.of(Split.whole(file)), scan);
    int rows = reading.rows().stream().map(Rows::rows).mapToInt(List::size).sum();
    assertThat(reading.recordsRead()).isEqualTo(rows);
    long lines =
        new String(file.content(), java.nio.charset.StandardCharsets.ISO_8859_1).lines().count();
    assertThat(rows + reading.rejects().all().size()).isLessThanOrEqualTo((int) lines + 1);
    return reading;
  }
}
