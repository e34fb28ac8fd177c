// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalFileTest {
  private static final byte[] CONTENT = Compressed.lines(60_000);

  private final Path directory;

  LocalFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aPlainFileIsReadFromAnyOffset() throws IOException {
    LocalFile file = LocalFile.of(write("a.log", CONTENT));

    assertThat(CONTENT.length).isGreaterThan(3 << 20);
    assertThat(file.isSplittable()).isTrue();
    assertThat(file.length()).isEqualTo(CONTENT.length);
    for (int offset : new int[] {0, 1, (1 << 20) - 1, 1 << 20, CONTENT.length - 1}) {
      try (InputStream in = file.open(offset)) {
        assertThat(Arrays.equals(in.readAllBytes(), tail(offset))).as("from %d", offset).isTrue();
      }
    }
    assertThat(file.open(CONTENT.length).read()).isEqualTo(-1);
    assertThat(file.open(CONTENT.length + 5L).read(new byte[3], 0, 3)).isEqualTo(-1);
  }

  @Test
  void singleBytesAndSkipsAgreeWithRanges() throws IOException {
    LocalFile file = LocalFile.of(write("a.log", CONTENT));
    try (InputStream in = file.open(0)) {
      assertThat(in.read()).isEqualTo(CONTENT[0]);
      in.skipNBytes(2_000_000);
      assertThat(in.read()).isEqualTo(CONTENT[2_000_001]);
      assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOfRange(CONTENT, 2_000_002, 2_000_012));
    }
  }

  @ParameterizedTest
  @EnumSource
  void compressedFilesAreOpenedAtOffsetsOfTheirContent(Compression compression) throws IOException {
    byte[] content = Arrays.copyOf(CONTENT, 200_000);
    LocalFile file =
        LocalFile.of(write("conn.00:00:00.log.gz", Compressed.bytes(compression, content)));

    assertThat(file.name()).isEqualTo("conn.00:00:00.log");
    assertThat(file.compression()).isEqualTo(compression.toString());
    assertThat(file.isSplittable()).isEqualTo(compression == Compression.PLAIN);
    try (InputStream in = file.open(150_000)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 150_000, 200_000));
    }
    try (InputStream in = file.open(200_001)) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aFileThatIsCutWhileItIsReadJustEnds() throws IOException {
    Path path = write("a.log", CONTENT);
    LocalFile file = LocalFile.of(path);
    try (InputStream in = file.open(0)) {
      in.readNBytes(100);
      Files.write(path, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      assertThat(in.readAllBytes().length).isLessThan(CONTENT.length);
    }
  }

  @Test
  void anEmptyFileIsPlainAndEmpty() throws IOException {
    LocalFile file = LocalFile.of(write("empty.gz", new byte[0]));

    assertThat(file.compression()).isEqualTo("plain");
    assertThat(file.open(0).read()).isEqualTo(-1);
  }

  @Test
  void aFileCanBeSentToAnotherProcess() throws Exception {
    LocalFile file = LocalFile.of(write("a.log", CONTENT));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(file);
    }

    LocalFile copy =
        (LocalFile)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(copy.path()).isEqualTo(file.path());
    assertThat(copy.open(CONTENT.length - 7L).readAllBytes()).isEqualTo(tail(CONTENT.length - 7));
  }

  @Test
  void aPipeIsReadOnceAndKept() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.write(pipe, CONTENT);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();
    LocalFile file =
        Listing.of(java.util.List.of(pipe.toString()), InputStream.nullInputStream())
            .get(0)
            .files()
            .get(0)
            .open();

    assertThat(file.isSplittable()).isFalse();
    try (InputStream first = file.open(0);
        InputStream second = file.open(0)) {
      assertThat(first.readNBytes(10)).isEqualTo(Arrays.copyOf(CONTENT, 10));
      assertThat(Arrays.equals(second.readAllBytes(), CONTENT)).isTrue();
      assertThat(Arrays.equals(first.readAllBytes(), tail(10))).isTrue();
    }
    writer.join();
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static byte[] tail(int offset) {
    return Arrays.copyOfRange(CONTENT, offset, CONTENT.length);
  }
}
