// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds flows whose deadline passed: a wheel of one-second slots. A flow stays in its slot while
 * packets move its deadline on; when the slot comes up it is put where it belongs.
 */
final class FlowTimer {
  private static final int SLOTS = 4096;
  private static final long SECOND = 1_000_000_000L;

  private final @Nullable Flow[] slots = new Flow[SLOTS];
  private final Consumer<Flow> expired;
  private long second = Long.MIN_VALUE;

  FlowTimer(Consumer<Flow> expired) {
    this.expired = expired;
  }

  /** Puts the flow where its deadline is due, from wherever it was. */
  void schedule(Flow flow, long now) {
    remove(flow);
    long due = flow.deadline();
    long inSeconds = Math.floorDiv(due, SECOND) - Math.floorDiv(now, SECOND);
    long at = Math.floorDiv(now, SECOND) + Math.max(1, Math.min(inSeconds, SLOTS - 1));
    int slot = (int) (at & (SLOTS - 1));
    flow.checkNanos = due;
    flow.slot = slot;
    flow.later = slots[slot];
    if (flow.later != null) {
      flow.later.earlier = flow;
    }
    slots[slot] = flow;
  }

  void remove(Flow flow) {
    if (flow.slot < 0) {
      return;
    }
    if (flow.earlier == null) {
      slots[flow.slot] = flow.later;
    } else {
      flow.earlier.later = flow.later;
    }
    if (flow.later != null) {
      flow.later.earlier = flow.earlier;
    }
    flow.earlier = null;
    flow.later = null;
    flow.slot = -1;
  }

  /** Time moved on: hands over the flows whose deadline passed. Time that goes back is ignored. */
  void advance(long now) {
    long current = Math.floorDiv(now, SECOND);
    if (current <= second) {
      return;
    }
    long from = second == Long.MIN_VALUE ? current : Math.max(second + 1, current - SLOTS + 1);
    second = current;
    for (long at = from; at <= current; at++) {
      turn((int) (at & (SLOTS - 1)), now);
    }
  }

  private void turn(int slot, long now) {
    Flow flow = slots[slot];
    while (flow != null) {
      Flow next = flow.later;
      if (flow.deadline() <= now) {
        expired.accept(flow);
      } else {
        schedule(flow, now);
      }
      flow = next;
    }
  }

  /** Time may begin again, even earlier; no flow may be scheduled. */
  void reset() {
    second = Long.MIN_VALUE;
  }

  /** The flow that is looked at soonest, or null if there is none. */
  @Nullable Flow soonest() {
    for (int i = 1; i <= SLOTS; i++) {
      Flow flow = slots[(int) (second + i & (SLOTS - 1))];
      if (flow != null) {
        return flow;
      }
    }
    return null;
  }
}
