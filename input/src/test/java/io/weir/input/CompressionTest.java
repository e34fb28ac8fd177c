// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.Compressed.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  private static final byte[] CONTENT = Compressed.lines(10_000);

  private static final Map<Compression, byte[]> STORED = new EnumMap<>(Compression.class);

  @ParameterizedTest
  @EnumSource
  void contentIsReadAsItWasWritten(Compression compression) throws IOException {
    byte[] stored = stored(compression);

    assertThat(Compression.of(stored)).isEqualTo(compression);
    assertThat(read(compression, stored).content()).isEqualTo(CONTENT);
    assertThat(read(compression, stored).reasons()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void emptyContentIsEmpty(Compression compression) throws IOException {
    byte[] stored = Compressed.bytes(compression, new byte[0]);

    assertThat(Compression.of(stored)).isEqualTo(compression);
    assertThat(read(compression, stored).content()).isEmpty();
    assertThat(read(compression, stored).reasons()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
  void severalStreamsBehindEachOtherAreOneContent(Compression compression) throws IOException {
    byte[] half = stored(compression);
    byte[] stored = concatenated(half, Compressed.bytes(compression, new byte[0]), half);

    Outcome outcome = read(compression, stored);

    assertThat(outcome.content()).isEqualTo(concatenated(CONTENT, CONTENT));
    assertThat(outcome.reasons()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
  void ofCutContentTheBeginningIsReadAndTheCutReported(Compression compression) throws IOException {
    byte[] stored = stored(compression);
    String format = nameOf(compression);
    for (int percent : new int[] {5, 50, 77, 99}) {
      byte[] cut = Arrays.copyOf(stored, stored.length * percent / 100);

      Outcome outcome = read(compression, cut);

      assertThat(outcome.reasons())
          .as("cut at %d %%", percent)
          .containsExactly("truncated " + format);
      int good = outcome.content().length;
      assertThat(outcome.content()).isEqualTo(Arrays.copyOf(CONTENT, good));
      // A block that is not all there is lost; xz has the largest, 64 KiB compressed.
      int block = compression == Compression.XZ ? 400_000 : 120_000;
      assertThat(good).isGreaterThan(CONTENT.length * percent / 100 - block - 1);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
  void ofBrokenContentTheBeginningIsReadAndTheDamageReported(Compression compression)
      throws IOException {
    byte[] stored = stored(compression);
    for (int i = 0; i < 40; i++) {
      stored[stored.length * 3 / 4 + i] ^= 0x55;
    }

    Outcome outcome = read(compression, stored);

    assertThat(outcome.reasons()).isNotEmpty();
    assertThat(outcome.reasons()).allMatch(r -> r.endsWith(" " + nameOf(compression)));
    int before = CONTENT.length * 3 / 4 - 200_000;
    assertThat(outcome.content().length).isGreaterThan(before);
    assertThat(Arrays.copyOf(outcome.content(), before)).isEqualTo(Arrays.copyOf(CONTENT, before));
  }

  @Test
  void afterBrokenGzipTheNextMemberIsRead() throws IOException {
    byte[] member = Compressed.bytes(Compression.GZ, CONTENT);
    byte[] broken = member.clone();
    broken[member.length / 2] ^= 0x10;

    Outcome outcome = read(Compression.GZ, concatenated(member, broken, member));

    assertThat(outcome.reasons()).isNotEmpty().allMatch("corrupt gzip"::equals);
    assertThat(outcome.content()).startsWith(CONTENT).endsWith(CONTENT);
  }

  @Test
  void aWrongChecksumOfGzipIsDamage() throws IOException {
    byte[] member = stored(Compression.GZ);
    member[member.length - 8] ^= 1;

    Outcome outcome = read(Compression.GZ, member);

    assertThat(outcome.reasons()).containsExactly("corrupt gzip");
    assertThat(outcome.content()).isEqualTo(CONTENT);
  }

  @Test
  void zerosBehindGzipArePaddingAndOtherBytesDamage() throws IOException {
    byte[] member = Compressed.bytes(Compression.GZ, CONTENT);

    Outcome padded = read(Compression.GZ, concatenated(member, new byte[512]));
    Outcome trailed = read(Compression.GZ, concatenated(member, "trailing".getBytes(US_ASCII)));

    assertThat(padded.reasons()).isEmpty();
    assertThat(trailed.reasons()).containsExactly("corrupt gzip");
    assertThat(trailed.content()).isEqualTo(CONTENT);
  }

  @Test
  void gzipHeadersMayHoldExtraFieldsNamesAndComments() throws IOException {
    byte[] member = Compressed.bytes(Compression.GZ, CONTENT);
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
    byte[] extra = {3, 0, 'a', 'b', 'c', 'n', 'a', 'm', 'e', 0, 'c', 'o', 0, 9, 9};
    byte[] stored = concatenated(header, extra, Arrays.copyOfRange(member, 10, member.length));

    assertThat(read(Compression.GZ, stored).content()).isEqualTo(CONTENT);
  }

  /** Files that the commands zstd, lz4, xz and bzip2 wrote, all from the same lines. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines.lz4",
        "lines-linked-blocks.lz4",
        "lines-block-checksums.lz4",
        "lines.zst",
        "lines-skippable.zst",
        "lines.bz2",
        "lines.xz",
        "lines.gz"
      })
  void filesOfTheUsualCommandsAreRead(String name) throws IOException {
    byte[] stored;
    try (var in = CompressionTest.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      stored = java.util.Objects.requireNonNull(in).readAllBytes();
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 4000; i++) {
      lines.append(i).append(" a line that is the same but for its number\n");
    }

    Compression compression = Compression.of(stored);
    Outcome outcome = read(compression, stored);

    assertThat(name).endsWith("." + compression);
    assertThat(new String(outcome.content(), US_ASCII)).isEqualTo(lines.toString());
    assertThat(outcome.reasons()).isEmpty();
  }

  @Test
  void textThatLooksLikeAMagicNumberIsPlain() throws IOException {
    assertThat(Compression.of("BZh is not bzip2".getBytes(US_ASCII))).isEqualTo(Compression.PLAIN);
    assertThat(Compression.of(new byte[] {0x1f, (byte) 0x8b})).isEqualTo(Compression.PLAIN);
  }

  @Test
  void namesLoseTheEndingOfACompression() {
    List<String> names = List.of("conn.log.gz", "a.b.ZST", "conn.00:00:00-01:00:00.log", ".gz");

    assertThat(names.stream().map(Compression::withoutEnding))
        .containsExactly("conn.log", "a.b", "conn.00:00:00-01:00:00.log", ".gz");
  }

  private static byte[] stored(Compression compression) {
    return STORED.computeIfAbsent(compression, c -> Compressed.bytes(c, CONTENT)).clone();
  }

  private static Outcome read(Compression compression, byte[] stored) throws IOException {
    return Compressed.readAll(compression.decompress(new ByteArrayInputStream(stored)));
  }

  private static String nameOf(Compression compression) {
    return switch (compression) {
      case PLAIN -> "plain";
      case GZ -> "gzip";
      case ZST -> "zstd";
      case BZ2 -> "bzip2";
      case XZ -> "xz";
      case LZ4 -> "lz4";
    };
  }

  private static byte[] concatenated(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }
}
