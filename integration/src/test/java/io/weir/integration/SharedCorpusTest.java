// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.Heads;
import io.weir.input.ListedFile;
import io.weir.input.Listing;
import io.weir.input.LocalFile;
import io.weir.job.Formats;
import io.weir.model.Format;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Every file of the shared data, whatever it is, goes through every format: nothing escapes,
 * nothing hangs, and every record is read or rejected. The normal build takes a sample of small
 * files, {@code -Pfull} all.
 */
class SharedCorpusTest {
  private static final List<Format> FORMATS = Formats.find(SharedCorpusTest.class.getClassLoader());
  private static final int DEEPEST_TUNNEL = 4;
  private static final boolean IS_FULL = Boolean.getBoolean("weir.full");
  private static final int SAMPLED = 29;
  private static final long SMALL = 256 << 10;

  /** A file up to this length may hold nothing but a header or templates. */
  private static final long HEADER = 2048;

  /** Far more than any of the files takes, so that only what hangs is stopped. */
  private static final long MOST_SECONDS = 300;

  /** What became of one reading. */
  private record Count(long read, long rejected, long rows) {}

  private final List<String> faults = new ArrayList<>();
  private final AtomicLong recognised = new AtomicLong();

  @Test
  void everyFileGoesThroughEveryReader() throws InterruptedException {
    List<ListedFile> all =
        Listing.of(List.of(SharedData.path("").toString()), InputStream.nullInputStream())
            .get(0)
            .files();
    List<ListedFile> files = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (IS_FULL || (i % SAMPLED == 0 && all.get(i).length() <= SMALL)) {
        files.add(all.get(i));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> work = new ArrayList<>();
      files.forEach(file -> work.add(threads.submit(() -> visit(file))));
      for (int i = 0; i < files.size(); i++) {
        await(work.get(i), files.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(faults).isEmpty();
    assertThat(recognised).hasValueGreaterThan(files.size() / 5);
  }

  private void await(Future<?> work, ListedFile file) throws InterruptedException {
    try {
      work.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(file + " hangs", e);
    } catch (ExecutionException e) {
      throw new AssertionError(file + " let something escape", e);
    }
  }

  private void visit(ListedFile listed) {
    Heads.visit(
        List.of(listed),
        new Heads.Visitor<Boolean>() {
          @Override
          public Boolean visit(LocalFile file, Head head) {
            FORMATS.forEach(format -> SharedCorpusTest.this.visit(format, file, head));
            return true;
          }

          @Override
          public Boolean failed(ListedFile file, IOException failure) {
            // Damaged from its first byte on: there is nothing to read.
            return false;
          }
        });
  }

  private void visit(Format format, LocalFile file, Head head) {
    String place = format.spec().name() + " " + file;
    try {
      Recognition recognition = format.recognise(head, Options.NONE);
      if (recognition.why().isBlank()) {
        fault(place + ": no reason");
      }
      if (recognition instanceof Recognition.Yes yes) {
        recognised.incrementAndGet();
        boolean holdsSome = false;
        for (TableSchema table : yes.tables()) {
          holdsSome |= read(place + " " + table.name(), format, file, table);
        }
        if (!holdsSome && file.length() > HEADER && !place.contains("empty")) {
          fault(place + ": recognised, but holds nothing");
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      StackTraceElement[] trace = e.getStackTrace();
      fault(place + ": " + e + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  /** Reads a table in two ways; true if it holds something, good or bad, that could be counted. */
  private boolean read(String place, Format format, LocalFile file, TableSchema table)
      throws IOException {
    Count all = count(format, file, TableScan.all(table), 1);
    Count none = count(format, file, new TableScan(table, List.of()), 4);
    // A packet may carry packets of tunnels, each of which is a flow.
    if (all.read() * (table.name().endsWith("flows") ? DEEPEST_TUNNEL : 1) < all.rows()) {
      fault(place + ": more rows than records " + all);
    }
    // Cells are looked at only when they are asked for, so records may pass that would not.
    if (all.read() + all.rejected() != none.read() + none.rejected()) {
      fault(place + ": " + all + " with all columns, " + none + " without");
    }
    return table.indexOf("src_line").isEmpty() || all.read() + all.rejected() > 0;
  }

  private static Count count(Format format, InputFile file, TableScan table, int parallelism)
      throws IOException {
    Scan scan = new Scan(List.of(table), TimeRange.ALL, Options.NONE);
    AtomicLong rejected = new AtomicLong();
    CountingWriter writer = new CountingWriter(table);
    CountingWriter[] writers = {writer};
    long read = 0;
    for (Split split : format.plan(List.of(file), scan, parallelism)) {
      try (TableReader reader =
          format.open(
              split,
              scan,
              (f, offset, reason, record, from, length) -> rejected.incrementAndGet())) {
        do {
          writer.nextBatch();
        } while (reader.fill(writers));
        read += reader.recordsRead();
      }
    }
    return new Count(read, rejected.get(), writer.rows());
  }

  private void fault(String fault) {
    synchronized (faults) {
      faults.add(fault);
    }
  }
}
