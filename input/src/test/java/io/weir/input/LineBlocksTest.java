// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.InputFile;
import io.weir.model.Split;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.CollectedRejects.Reject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineBlocksTest {
  private final CollectedRejects rejects = new CollectedRejects();

  /** The lines of a split with their offsets. */
  private Map<Long, String> lines(InputFile file, long start, long end) throws IOException {
    Map<Long, String> lines = new TreeMap<>();
    try (LineBlocks blocks = new LineBlocks(new Split(List.of(file), start, end), rejects)) {
      while (blocks.next()) {
        byte[] bytes = blocks.bytes();
        assertThat(bytes[blocks.to() - 1]).isEqualTo((byte) '\n');
        assertThat(bytes.length).isGreaterThanOrEqualTo(blocks.to() + 8);
        int from = blocks.from();
        for (int i = from; i < blocks.to(); i++) {
          if (bytes[i] == '\n') {
            String line = new String(bytes, from, i - from, StandardCharsets.ISO_8859_1);
            assertThat(lines.put(blocks.offset(from), line)).isNull();
            from = i + 1;
          }
        }
      }
    }
    return lines;
  }

  private Map<Long, String> lines(String content) throws IOException {
    return lines(BytesFile.of("a.log", content), 0, Long.MAX_VALUE);
  }

  @Test
  void suppliesTheLastNewline() throws IOException {
    assertThat(lines("one\n\nthree"))
        .containsExactly(Map.entry(0L, "one"), Map.entry(4L, ""), Map.entry(5L, "three"));
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly(Map.entry(0L, ""));
  }

  @Test
  void theFirstLineBeginsBehindAByteOrderMark() throws IOException {
    assertThat(lines("\ufeffone\ntwo")).containsExactly(Map.entry(3L, "one"), Map.entry(7L, "two"));
  }

  @Property(tries = 300)
  void everyLineIsInExactlyOneSplit(
      @ForAll @StringLength(max = 60) @CharRange(from = 'a', to = 'c') String text,
      @ForAll @IntRange(min = 1, max = 70) int size)
      throws IOException {
    String content = text.replace('a', '\n');
    BytesFile file = BytesFile.of("a.log", content);
    Map<Long, String> parts = new TreeMap<>();
    for (int start = 0; start < content.length(); start += size) {
      lines(file, start, start + size)
          .forEach((offset, line) -> assertThat(parts.put(offset, line)).isNull());
    }
    assertThat(parts).isEqualTo(lines(content));
  }

  @Test
  void blocksJoinWhatTheyCut() throws IOException {
    StringBuilder content = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 9000; i++) {
      String line = "x".repeat(i % 997) + i;
      expected.add(line);
      content.append(line).append('\n');
    }
    assertThat(content.length()).isGreaterThan(4 << 20);
    assertThat(lines(content.toString()).values()).containsExactlyElementsOf(expected);
  }

  @Test
  void smallFilesThatGrowAreReadToTheirNewEnd() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      content.append("line ").append(i).append('\n');
    }
    BytesFile grown = BytesFile.of("a.log", content.toString());
    InputFile small =
        new InputFile() {
          @Override
          public String path() {
            return grown.path();
          }

          @Override
          public String name() {
            return grown.name();
          }

          @Override
          public long length() {
            return 100;
          }

          @Override
          public boolean isSplittable() {
            return true;
          }

          @Override
          public String compression() {
            return grown.compression();
          }

          @Override
          public InputStream open(long offset) {
            return grown.open(offset);
          }
        };
    assertThat(lines(small, 0, Long.MAX_VALUE)).isEqualTo(lines(grown, 0, Long.MAX_VALUE));
  }

  @Test
  void longLinesAreReadUpToTheLimit() throws IOException {
    String longest = "y".repeat(LineBlocks.LONGEST_LINE - 1);
    assertThat(lines("a\n" + longest + "\nb\n").values()).containsExactly("a", longest, "b");
    assertThat(rejects.all()).isEmpty();
  }

  @Test
  void longerLinesAreRejectedAndPassedOver() throws IOException {
    String tooLong = "y".repeat(3 * LineBlocks.LONGEST_LINE);
    assertThat(lines("a\n" + tooLong + "\nb\n" + tooLong).values()).containsExactly("a", "b");
    assertThat(rejects.reasons()).containsExactly("line too long", "line too long");
    assertThat(rejects.all().get(0).offset()).isEqualTo(2);
    assertThat(rejects.all().get(0).record()).matches("y+");
  }

  @Test
  void splitInsideOneLongLineReadsNoFurtherThanItsEnd() throws IOException {
    byte[] content = new byte[8 << 20];
    BytesFile file = BytesFile.of("a.log", content);
    try (LineBlocks blocks = new LineBlocks(new Split(List.of(file), 10, 2000), rejects)) {
      assertThat(blocks.next()).isFalse();
      assertThat(blocks.offset(blocks.from())).isLessThan(3 << 20);
    }
    assertThat(rejects.all()).isEmpty();
  }

  @Test
  void damageEndsTheLineItCutAndIsOneReject() throws IOException {
    assertThat(lines(new Damaged("one\ntwo\nthr", "end\nfour\n"), 0, Long.MAX_VALUE).values())
        .containsExactly("one", "two", "end", "four");
    assertThat(rejects.all()).containsExactly(new Reject("damaged.log", 8, "truncated gz", "thr"));
  }

  @Test
  void damageBetweenLinesOrAtTheBeginningIsARejectToo() throws IOException {
    assertThat(lines(new Damaged("one\n", ""), 0, Long.MAX_VALUE).values()).containsExactly("one");
    assertThat(lines(new Damaged("", "two\n"), 0, Long.MAX_VALUE).values()).containsExactly("two");
    assertThat(lines(new Damaged("", ""), 0, Long.MAX_VALUE)).isEmpty();
    assertThat(rejects.all())
        .containsExactly(
            new Reject("damaged.log", 4, "truncated gz", ""),
            new Reject("damaged.log", 0, "truncated gz", ""),
            new Reject("damaged.log", 0, "truncated gz", ""));
  }

  @Test
  void damageInsideATooLongLineIsCounted() throws IOException {
    String tooLong = "y".repeat(LineBlocks.LONGEST_LINE + 5_000_000);
    assertThat(lines(new Damaged(tooLong, "b\n"), 0, Long.MAX_VALUE).values()).containsExactly("b");
    assertThat(rejects.reasons()).containsExactly("line too long", "truncated gz");
  }

  /** Two pieces of content with damage between them. */
  private record Damaged(String first, String second) implements InputFile {
    @Override
    public String path() {
      return "damaged.log";
    }

    @Override
    public String name() {
      return path();
    }

    @Override
    public long length() {
      return 100;
    }

    @Override
    public boolean isSplittable() {
      return false;
    }

    @Override
    public String compression() {
      return "gz";
    }

    @Override
    public InputStream open(long offset) {
      InputStream before = bytes(first);
      InputStream after = bytes(second);
      return new InputStream() {
        private boolean damaged;

        @Override
        public int read() {
          throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int at, int length) throws IOException {
          if (damaged) {
            return after.read(target, at, length);
          }
          int count = before.read(target, at, Math.min(length, 100_000));
          if (count < 0) {
            damaged = true;
            throw new DamagedFileException("truncated gz", null);
          }
          return count;
        }
      };
    }

    private static InputStream bytes(String text) {
      return BytesFile.of("x", text).open(0);
    }
  }
}
