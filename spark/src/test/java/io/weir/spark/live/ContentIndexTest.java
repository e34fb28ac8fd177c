// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentIndexTest {
  private static byte[] head(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void findsAContentByHowItBegan() {
    Content one = Content.begin(1, head("a log of one"), "k1", "one");
    Content two = Content.begin(2, head("a log"), "k2", "two");
    ContentIndex index = new ContentIndex(List.of(one, two));
    assertThat(index.find(head("a log of one, grown"), "k2")).contains(two);
    assertThat(index.find(head("a log of one, grown"), "k9")).contains(one);
    assertThat(index.find(head("a log of others"), "k1")).contains(two);
    assertThat(index.find(head("a lo"), "k1")).isEmpty();
    assertThat(index.find(head("another"), "k1")).isEmpty();
  }

  @Test
  void aContentOfWhichMoreIsKnownIsFoundByThatAlone() {
    Content short1 = Content.begin(1, head("a log"), "k1", "one");
    ContentIndex index = new ContentIndex(List.of(short1));
    Content longer = short1.in(head("a log of one"), "k1", "one");
    index.put(longer);
    assertThat(index.find(head("a log of one"), "k1")).contains(longer);
    assertThat(index.find(head("a log of two"), "k1")).isEmpty();
    assertThat(index.all()).containsExactly(longer);
  }

  @Test
  void manyContentsAreAllFound() {
    ContentIndex index = new ContentIndex(List.of());
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      index.put(Content.begin(i, beginning(i), "k" + i, "p" + i));
    }
    assertThat(index.all()).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(index.find(beginning(i), "other").map(Content::id)).contains((long) i);
    }
  }

  private static byte[] beginning(int number) {
    byte[] head = new byte[64];
    Arrays.fill(head, (byte) 'x');
    byte[] text = head(Integer.toString(number));
    System.arraycopy(text, 0, head, 0, text.length);
    return head;
  }
}
