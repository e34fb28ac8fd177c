// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for the broker, bounded in bytes: what does not fit is dropped and counted, so
 * that decoding never waits for storing. Handed to the store by a thread of its own. Thread-safe.
 */
final class Outbox {
  private static final String FULL = "buffer full";

  /** What is waited for still when the wait was cut short: that all is counted. */
  private static final Duration CUT = Duration.ofSeconds(2);

  private final long capacity;
  private final CollectorCounts counts;
  private final MessageStore store;
  private final Thread thread;
  private final Queue<Message> waiting = new ArrayDeque<>();
  private final MessageStore.Answer answer;
  private long bytes;
  private boolean isClosing;

  /**
   * Makes an outbox.
   *
   * @param capacity bytes of messages that wait, those that the store has taken not counted
   */
  Outbox(long capacity, MessageStore store, CollectorCounts counts) {
    this.capacity = capacity;
    this.counts = counts;
    this.store = store;
    this.answer = new Counting(counts);
    this.thread = new Thread(this::run, "weir-store");
    thread.setDaemon(true);
  }

  private record Counting(CollectorCounts counts) implements MessageStore.Answer {
    @Override
    public void stored(int flows, int bytes) {
      counts.stored.add(flows);
      counts.messages.increment();
      counts.storedBytes.add(bytes);
    }

    @Override
    public void refused(int flows, String reason) {
      counts.dropped(reason, flows);
    }
  }

  void start() {
    thread.start();
  }

  /** Takes a message, or drops it when there is no room. Never waits. */
  synchronized void add(Message message) {
    if (isClosing || bytes + message.bytes.length > capacity) {
      counts.dropped(FULL, message.flows);
      return;
    }
    bytes += message.bytes.length;
    waiting.add(message);
    notifyAll();
  }

  private void run() {
    while (true) {
      Message message = take();
      if (message == null) {
        return;
      }
      store.store(message, answer);
    }
  }

  /** The next message; null at the end. */
  private synchronized @Nullable Message take() {
    try {
      while (waiting.isEmpty() && !isClosing) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Message message = waiting.poll();
    if (message != null) {
      bytes -= message.bytes.length;
    }
    return message;
  }

  /**
   * Ends: hands over what waits for so long; what is left then is dropped and counted. An interrupt
   * cuts the wait short.
   */
  void close(Duration wait) {
    synchronized (this) {
      isClosing = true;
      notifyAll();
    }
    long end = System.nanoTime() + wait.toNanos();
    boolean isCut = isInterrupted(wait);
    thread.interrupt();
    isCut |= isInterrupted(isCut ? CUT : wait);
    long left = isCut ? 0 : end - System.nanoTime();
    store.close(Duration.ofNanos(Math.max(0, left)));
  }

  /** Waits so long for the thread; true when interrupted. */
  private boolean isInterrupted(Duration wait) {
    try {
      thread.join(Math.max(1, wait.toMillis()));
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
