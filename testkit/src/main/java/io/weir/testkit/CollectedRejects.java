// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps rejects in the order they came. Thread-safe. */
public final class CollectedRejects implements Rejects {
  /**
   * One reject.
   *
   * @param record its bytes, each as one character
   */
  public record Reject(String file, long offset, String reason, String record) {}

  private final List<Reject> all = new ArrayList<>();

  @Override
  public synchronized void reject(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    String text = new String(record, from, length, StandardCharsets.ISO_8859_1);
    all.add(new Reject(file.path(), offset, reason, text));
  }

  public synchronized List<Reject> all() {
    return List.copyOf(all);
  }

  public synchronized List<String> reasons() {
    return all.stream().map(Reject::reason).toList();
  }
}
