// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.spark.source.ReadAccount;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * What one task reads of a topic.
 *
 * @param parts read one after the other
 */
record TopicShare(List<TopicPart> parts) implements GrowingSource.Part {
  /** Fewer messages than this are not worth another consumer. */
  static final long LEAST_MOVED = 50_000;

  TopicShare {
    parts = List.copyOf(parts);
  }

  @Override
  public PartitionReader<ColumnarBatch> open(ReadAccount account) {
    return new TopicReader(parts, account);
  }

  /**
   * Divides parts between tasks, so that none has much more to read than the others: partitions of
   * a topic are seldom of one size, for an exporter's records stay together. More parts than tasks
   * are left as they are; whoever is done takes the next.
   */
  static List<TopicShare> of(List<TopicPart> parts, int tasks) {
    long all = parts.stream().mapToLong(TopicPart::messages).sum();
    long share = (all + tasks - 1) / tasks;
    long most = parts.stream().mapToLong(TopicPart::messages).max().orElse(0);
    if (parts.size() > tasks || most - share < LEAST_MOVED) {
      return parts.stream().map(part -> new TopicShare(List.of(part))).toList();
    }
    List<TopicShare> shares = new ArrayList<>();
    List<TopicPart> open = new ArrayList<>();
    long room = share;
    for (TopicPart part : parts) {
      TopicPart rest = part;
      while (shares.size() < tasks - 1 && rest.messages() - room >= LEAST_MOVED) {
        open.add(rest.upTo(rest.from() + room));
        rest = rest.behind(rest.from() + room);
        shares.add(new TopicShare(open));
        open.clear();
        room = share;
      }
      open.add(rest);
      room -= rest.messages();
      if (shares.size() < tasks - 1 && room < LEAST_MOVED) {
        shares.add(new TopicShare(open));
        open.clear();
        room = share;
      }
    }
    if (!open.isEmpty()) {
      shares.add(new TopicShare(open));
    }
    return shares;
  }
}
