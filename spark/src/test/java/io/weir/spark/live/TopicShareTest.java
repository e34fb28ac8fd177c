// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.TimeRange;
import io.weir.model.engine.TopicAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicShareTest {
  private static final Topic TOPIC = new Topic(new TopicAddress("localhost:9092", "t"), Map.of());
  private static final Scan SCAN = new Scan(List.of(), TimeRange.ALL, Options.NONE);

  /** Partitions of so many messages, from offset 1000 on. */
  private static List<TopicPart> partitions(long... messages) {
    List<TopicPart> parts = new ArrayList<>();
    for (int i = 0; i < messages.length; i++) {
      parts.add(new TopicPart(TOPIC, SCAN, "", i, 1000, 1000 + messages[i]));
    }
    return parts;
  }

  private static List<String> shares(List<TopicPart> parts, int tasks) {
    return TopicShare.of(parts, tasks).stream()
        .map(
            share ->
                String.join(
                    " ",
                    share.parts().stream()
                        .map(p -> p.partition() + ":" + p.from() + "-" + p.to())
                        .toList()))
        .toList();
  }

  @Test
  void partitionsOfUnequalSizesAreEquallyDivided() {
    assertThat(shares(partitions(600_000, 200_000), 2))
        .containsExactly("0:1000-401000", "0:401000-601000 1:1000-201000");
    assertThat(shares(partitions(200_000, 600_000), 2))
        .containsExactly("0:1000-201000 1:1000-201000", "1:201000-601000");
    assertThat(shares(partitions(900_000), 3))
        .containsExactly("0:1000-301000", "0:301000-601000", "0:601000-901000");
  }

  @Test
  void everyMessageIsInOneShare() {
    for (int tasks = 3; tasks <= 7; tasks++) {
      List<TopicShare> shares = TopicShare.of(partitions(2_000_001, 0, 777_777), tasks);
      assertThat(shares).hasSize(tasks);
      long[] next = {1000, 1000, 1000};
      for (TopicShare share : shares) {
        for (TopicPart part : share.parts()) {
          assertThat(part.from()).isEqualTo(next[part.partition()]);
          next[part.partition()] = part.to();
        }
      }
      assertThat(next).containsExactly(2_001_001, 1000, 778_777);
    }
  }

  @Test
  void littleMoreThanItsShareIsNotMoved() {
    assertThat(shares(partitions(299_999, 200_001), 2))
        .containsExactly("0:1000-300999", "1:1000-201001");
    assertThat(shares(partitions(9000, 100), 2)).containsExactly("0:1000-10000", "1:1000-1100");
  }

  @Test
  void morePartitionsThanTasksStayWhole() {
    assertThat(shares(partitions(900_000, 100_000, 100_000), 2))
        .containsExactly("0:1000-901000", "1:1000-101000", "2:1000-101000");
  }
}
