// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.ByteText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The queries that wait for a response, found by flow, identifier and question. */
final class DnsPending {
  /** Queries with one identifier in one flow that are looked at; more are no honest client's. */
  private static final int MAX_LOOKED_AT = 256;

  private final Consumer<DnsRow> unanswered;
  private final int limit;
  private @Nullable DnsRow[] chains = new @Nullable DnsRow[1024];
  private int size;
  private @Nullable DnsRow oldest;
  private @Nullable DnsRow newest;

  /**
   * Makes an empty one.
   *
   * @param limit queries that may wait at once; beyond that the oldest gives up
   * @param unanswered takes queries that give up
   */
  DnsPending(int limit, Consumer<DnsRow> unanswered) {
    this.limit = limit;
    this.unanswered = unanswered;
  }

  void add(DnsRow row) {
    if (size >= limit && oldest != null) {
      giveUp(oldest);
    }
    if (size >= chains.length) {
      grow();
    }
    int chain = chain(row.flow, row.id);
    row.chained = chains[chain];
    chains[chain] = row;
    row.earlier = newest;
    row.later = null;
    if (newest == null) {
      oldest = row;
    } else {
      newest.later = row;
    }
    newest = row;
    size++;
  }

  /**
   * Takes out the oldest query that a response answers.
   *
   * @param type the type the response repeats; -1 if it repeats no question
   * @param query the name the response repeats, in lower case
   */
  @Nullable DnsRow answered(Flow flow, int id, int type, ByteText query) {
    DnsRow found = null;
    int looked = 0;
    DnsRow row = chains[chain(flow, id)];
    for (; row != null && looked++ < MAX_LOOKED_AT; row = row.chained) {
      boolean same = row.flow == flow && row.id == id;
      if (same && (type < 0 || (row.type == type && row.text.equal(DnsRow.QUERY, query)))) {
        found = row;
      }
    }
    if (found != null) {
      remove(found);
    }
    return found;
  }

  /** Gives up the queries that were sent before. */
  void giveUpBefore(long nanos) {
    while (oldest != null && oldest.askedNanos < nanos) {
      giveUp(oldest);
    }
  }

  private void giveUp(DnsRow row) {
    remove(row);
    unanswered.accept(row);
  }

  private void remove(DnsRow row) {
    int chain = chain(row.flow, row.id);
    if (chains[chain] == row) {
      chains[chain] = row.chained;
    } else {
      DnsRow before = chains[chain];
      while (before != null && before.chained != row) {
        before = before.chained;
      }
      if (before != null) {
        before.chained = row.chained;
      }
    }
    if (row.earlier == null) {
      oldest = row.later;
    } else {
      row.earlier.later = row.later;
    }
    if (row.later == null) {
      newest = row.earlier;
    } else {
      row.later.earlier = row.earlier;
    }
    row.chained = null;
    row.earlier = null;
    row.later = null;
    size--;
  }

  private int chain(Flow flow, int id) {
    long mixed = FlowUid.mix(flow.number << 16 | id);
    return (int) mixed & (chains.length - 1);
  }

  private void grow() {
    chains = new @Nullable DnsRow[2 * chains.length];
    for (DnsRow row = oldest; row != null; row = row.later) {
      int chain = chain(row.flow, row.id);
      row.chained = chains[chain];
      chains[chain] = row;
    }
  }

  int size() {
    return size;
  }
}
