// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.engine.NativeTable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulingTest {
  private static final String PLAN = "[{\"name\": \"WEIR_SCAN_0 \"}]";
  private static final String FIRST_ROWS =
      "[{\"name\": \"STREAMING_LIMIT\", \"children\": [{\"name\": \"WEIR_SCAN_0 \"}]}]";
  private static final long BIG = 1L << 30;

  @Test
  void oneReaderHasOneThreadAndTherebyTheOrderOfTheFile() {
    assertThat(Scheduling.of(PLAN, List.of(table(BIG, 1)), 8)).isEqualTo(new Scheduling(1, true));
  }

  @Test
  void readersOfBigInputsWorkAtOnceAndTheirRowsComeAsTheyAreRead() {
    assertThat(Scheduling.of(PLAN, List.of(table(BIG, 7)), 8)).isEqualTo(new Scheduling(8, false));
  }

  @Test
  void rowsOfSmallInputsKeepTheOrderOfTheFiles() {
    assertThat(Scheduling.of(PLAN, List.of(table(1000, 7)), 8)).isEqualTo(new Scheduling(8, true));
  }

  @Test
  void theFirstRowsOfBigInputsAreTheFirstOnesOfTheFiles() {
    assertThat(Scheduling.of(FIRST_ROWS, List.of(table(BIG, 7)), 8))
        .isEqualTo(new Scheduling(8, true));
  }

  @Test
  void aJoinOfTwoReadersHasAllThreads() {
    List<NativeTable> joined = List.of(table(BIG, 1), table(BIG, 1));
    assertThat(Scheduling.of(PLAN, joined, 8)).isEqualTo(new Scheduling(8, false));
  }

  @Test
  void readersOfDuckDbsOwnHaveAllThreads() {
    String plan = "[{\"name\": \"WEIR_SCAN_0 \"}, {\"name\": \"READ_PARQUET \"}]";
    assertThat(Scheduling.of(plan, List.of(table(BIG, 1)), 8).threads()).isEqualTo(8);
  }

  private static NativeTable table(long length, int splits) {
    List<InputFile> files = List.of(new Sized(length));
    return new NativeTable(MadeUpFormat.MADE_UP, new Divided(splits), files, Options.NONE);
  }

  /** A file that is never opened. */
  private record Sized(long length) implements InputFile {
    @Override
    public String path() {
      return "big.log";
    }

    @Override
    public String name() {
      return "big.log";
    }

    @Override
    public boolean isSplittable() {
      return true;
    }

    @Override
    public String compression() {
      return "";
    }

    @Override
    public InputStream open(long offset) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }

  /** A format that is only planned, into as many splits as it was told. */
  private record Divided(int splits) implements Format {
    @Override
    public FormatSpec spec() {
      return new FormatSpec("divided", "", List.of(), List.of());
    }

    @Override
    public Recognition recognise(Head head, Options options) {
      return new Recognition.No("made up");
    }

    @Override
    public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
      return Collections.nCopies(splits, new Split(files, 0, Long.MAX_VALUE));
    }

    @Override
    public TableReader open(Split split, Scan scan, Rejects rejects) {
      throw new IllegalStateException("Nothing is read here.");
    }
  }
}
