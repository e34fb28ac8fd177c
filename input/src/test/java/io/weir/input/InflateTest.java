// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class InflateTest {
  /** What is read before the end or the damage, and which of the two it was. */
  private record Outcome(ByteArrayOutputStream read, String end) {
    byte[] bytes() {
      return read.toByteArray();
    }
  }

  @Property(tries = 300)
  void whatWasCompressedIsReadWhateverTheKindOfBlocks(
      @ForAll("texts") byte[] text, @ForAll("levels") int level, @ForAll("strategies") int strategy)
      throws Exception {
    byte[] compressed = deflate(text, level, strategy);
    assertThat(inflate(compressed, 1 << 16).bytes()).isEqualTo(text);
    assertThat(inflate(compressed, 7)).extracting(Outcome::end).isEqualTo("done");
  }

  @Property(tries = 200)
  void damageIsSeenWhereJavasOwnInflaterSeesIt(
      @ForAll("texts") byte[] text, @ForAll("levels") int level, @ForAll long seed)
      throws Exception {
    byte[] damaged = deflate(text, level, Deflater.DEFAULT_STRATEGY);
    Random random = new Random(seed);
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
    agree(damaged);
    agree(cut);
  }

  @Property(tries = 500)
  void anyBytesAreReadAsJavasOwnInflaterReadsThem(@ForAll byte[] bytes) throws Exception {
    agree(bytes);
  }

  @Test
  void matchesReachBackThirtyTwoKilobytesAndNoFurther() throws Exception {
    byte[] noise = new byte[32_768];
    new Random(1).nextBytes(noise);
    byte[] text = new byte[10 * noise.length];
    for (int i = 0; i < 10; i++) {
      System.arraycopy(noise, 0, text, i * noise.length, noise.length);
    }
    byte[] compressed = deflate(text, 9, Deflater.DEFAULT_STRATEGY);
    assertThat(inflate(compressed, 100_000).bytes()).isEqualTo(text);
  }

  @Test
  void whatIsBehindTheCompressedDataIsReadAsItIs() throws Exception {
    byte[] text = "so it is ".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] compressed = deflate(text, 6, Deflater.DEFAULT_STRATEGY);
    byte[] both = Arrays.copyOf(compressed, compressed.length + 3);
    both[compressed.length] = 'e';
    both[compressed.length + 1] = 'n';
    both[compressed.length + 2] = 'd';
    Inflate inflate = new Inflate(new ByteArrayInputStream(both));
    inflate.begin();
    byte[] buffer = new byte[text.length + 1];
    int read = 0;
    for (int count; (count = inflate.read(buffer, read, buffer.length - read)) > 0; ) {
      read += count;
    }
    assertThat(read).isEqualTo(text.length);
    assertThat(inflate.peek()).isEqualTo('e');
    assertThat(new int[] {inflate.readByte(), inflate.readByte(), inflate.readByte()})
        .containsExactly('e', 'n', 'd');
    assertThat(inflate.readByte()).isEqualTo(-1);
  }

  @Test
  void theNextMemberMayNotReachBackIntoTheOneBefore() throws Exception {
    byte[] first = deflate(new byte[1000], 6, Deflater.DEFAULT_STRATEGY);
    // A fixed block whose first code is a match of three bytes, one byte back.
    byte[] second = {0x03, 0x02, 0, 0};
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Inflate inflate = new Inflate(new ByteArrayInputStream(both));
    inflate.begin();
    byte[] buffer = new byte[2000];
    while (inflate.read(buffer, 0, buffer.length) > 0) {
      // The first member is good.
    }
    inflate.begin();
    assertThatThrownBy(() -> inflate.read(buffer, 0, buffer.length))
        .isInstanceOf(DataFormatException.class);
  }

  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(3000);
    Arbitrary<byte[]> repeats =
        Arbitraries.integers()
            .between(1, 200_000)
            .flatMap(
                size ->
                    Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMinSize(1)
                        .ofMaxSize(300)
                        .map(pattern -> repeated(pattern, size)));
    Arbitrary<byte[]> words =
        Arbitraries.integers().between(0, 400_000).map(size -> words(size, new Random(size)));
    return Arbitraries.oneOf(noise, repeats, words);
  }

  @Provide
  Arbitrary<Integer> levels() {
    return Arbitraries.of(0, 1, 6, 9);
  }

  @Provide
  Arbitrary<Integer> strategies() {
    return Arbitraries.of(Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY);
  }

  private static byte[] repeated(byte[] pattern, int size) {
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] = (byte) (pattern[i % pattern.length] + (i % 1013 == 0 ? i : 0));
    }
    return text;
  }

  /** Text with frequencies so uneven that there are codes of all lengths. */
  private static byte[] words(int size, Random random) {
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] =
          i > 300 && random.nextInt(20) == 0
              ? text[i - 1 - random.nextInt(300)]
              : (byte) Math.abs(random.nextGaussian() * random.nextInt(60));
    }
    return text;
  }

  private static byte[] deflate(byte[] text, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(text);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[10_000];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static void agree(byte[] bytes) throws IOException {
    Outcome theirs = javas(bytes);
    Outcome ours = inflate(bytes, 1000);
    assertThat(ours.end()).isEqualTo(theirs.end());
    if (ours.end().equals("done")) {
      assertThat(ours.bytes()).isEqualTo(theirs.bytes());
    } else {
      // Nothing that could be read is lost; zlib may keep back what is just before damage.
      int common = Math.min(ours.bytes().length, theirs.bytes().length);
      assertThat(Arrays.copyOf(ours.bytes(), common))
          .isEqualTo(Arrays.copyOf(theirs.bytes(), common));
      assertThat(ours.bytes()).hasSizeGreaterThanOrEqualTo(theirs.bytes().length);
    }
  }

  private static Outcome javas(byte[] bytes) {
    java.util.zip.Inflater inflater = new java.util.zip.Inflater(true);
    inflater.setInput(bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1];
    try {
      while (true) {
        int count = inflater.inflate(buffer);
        out.write(buffer, 0, count);
        if (inflater.finished()) {
          return new Outcome(out, "done");
        } else if (count == 0) {
          return new Outcome(out, "cut");
        }
      }
    } catch (DataFormatException e) {
      return new Outcome(out, "damaged");
    } finally {
      inflater.end();
    }
  }

  private static Outcome inflate(byte[] bytes, int chunk) throws IOException {
    Inflate inflate = new Inflate(slowly(bytes, chunk));
    inflate.begin();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[chunk];
    try {
      for (int count; (count = inflate.read(buffer, 0, buffer.length)) > 0; ) {
        out.write(buffer, 0, count);
      }
      return new Outcome(out, "done");
    } catch (EOFException e) {
      return new Outcome(out, "cut");
    } catch (DataFormatException e) {
      return new Outcome(out, "damaged");
    }
  }

  /** Gives a few bytes at a time. */
  private static InputStream slowly(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, most));
      }
    };
  }
}
