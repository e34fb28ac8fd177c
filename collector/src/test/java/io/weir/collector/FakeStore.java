// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.wire.batch.FlowBatchReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Keeps messages in memory; can be away, as a broker can. */
final class FakeStore implements MessageStore {
  private final List<Message> stored = new ArrayList<>();
  private CountDownLatch back = new CountDownLatch(0);
  private String refusal = "";

  synchronized void goAway() {
    back = new CountDownLatch(1);
  }

  synchronized void comeBack() {
    back.countDown();
  }

  synchronized void refuse(String reason) {
    refusal = reason;
  }

  @Override
  public void store(Message message, Answer answer) {
    try {
      latch().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.refused(message.flows, "no broker");
      return;
    }
    synchronized (this) {
      if (!refusal.isEmpty()) {
        answer.refused(message.flows, refusal);
        return;
      }
      stored.add(message);
    }
    for (int i = 0; i < message.ends.length; i++) {
      answer.stored(message.flowsPerValue(), message.bytes.length / message.ends.length);
    }
  }

  /** Keeps a message without an answer. */
  synchronized void keep(Message message) {
    stored.add(message);
  }

  private synchronized CountDownLatch latch() {
    return back;
  }

  synchronized List<Message> stored() {
    return List.copyOf(stored);
  }

  /** Values of a column of all compact batches, in order. */
  List<Long> numbers(int column) {
    List<Long> numbers = new ArrayList<>();
    FlowBatchReader reader = new FlowBatchReader();
    for (Message message : stored()) {
      String defect = reader.open(message.bytes, 0, message.bytes.length);
      if (!defect.isEmpty()) {
        throw new AssertionError(defect);
      }
      for (int row = 0; row < reader.rows(); row++) {
        numbers.add(reader.number(column, row));
      }
    }
    return numbers;
  }

  @Override
  public void close(Duration wait) {}
}
