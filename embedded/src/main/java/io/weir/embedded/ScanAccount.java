// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Split;
import io.weir.model.engine.Progress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The account of a run: bytes, records and rejects of all scans. A table that a query scans twice
 * is counted once. Thread-safe.
 */
final class ScanAccount implements Rejects {
  private final Rejects next;
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder bytesTotal = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();

  ScanAccount(Rejects next) {
    this.next = next;
  }

  void expect(long bytes) {
    bytesTotal.add(bytes);
  }

  /**
   * Notes progress in a split, in stored bytes: of compressed files it is only known at their end.
   *
   * @param from content bytes counted before
   * @param to content bytes read now
   * @param isDone no more will be read
   */
  void progress(Split split, long from, long to, boolean isDone) {
    if (split.files().stream().allMatch(InputFile::isSplittable)) {
      bytes(to - from);
    } else if (isDone) {
      split.files().forEach(file -> bytes(Math.max(0, file.length())));
    }
  }

  private void bytes(long n) {
    bytesRead.add(n);
  }

  void records(long n) {
    records.add(n);
  }

  @Override
  public void reject(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    rejected.computeIfAbsent(reason, key -> new LongAdder()).increment();
    next.reject(file, offset, reason, record, from, length);
  }

  Progress progress() {
    Map<String, Long> reasons = new TreeMap<>();
    rejected.forEach((reason, count) -> reasons.put(reason, count.sum()));
    return new Progress(bytesRead.sum(), bytesTotal.sum(), records.sum(), reasons);
  }
}
