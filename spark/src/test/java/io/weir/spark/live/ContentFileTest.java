// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFileTest {
  private static final int LENGTH = 40_000;
  private static final int READ = 5000;

  private final Path directory;
  private final byte[] log = new byte[LENGTH];

  ContentFileTest(@TempDir Path directory) {
    this.directory = directory;
    Random random = new Random(1);
    for (int i = 0; i < LENGTH; i++) {
      log[i] = (byte) (i % 50 == 49 ? '\n' : 'a' + random.nextInt(26));
    }
  }

  /** The log, last seen where it is not any more. */
  private InputStream open() throws IOException {
    String gone = directory.resolve("conn.log").toString();
    Content content = Content.begin(0, log, "", gone).readUpTo(LENGTH);
    return new ContentFile(content, List.of(directory.toString()), LENGTH, true, "plain")
        .open(READ);
  }

  private byte[] packed(int bytes, boolean isFinished) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(out, 512, true)) {
      gz.write(log, 0, bytes);
      gz.flush();
      if (!isFinished) {
        return out.toByteArray();
      }
    }
    return out.toByteArray();
  }

  private byte[] rest() {
    return Arrays.copyOfRange(log, READ, LENGTH);
  }

  @Test
  void aLogThatIsBeingCompressedIsReadWhereItIsWhole() throws IOException {
    Files.write(directory.resolve("a.log.gz"), packed(20_000, false));
    Files.write(directory.resolve("renamed.log"), log);
    try (InputStream in = open()) {
      assertThat(in.readAllBytes()).isEqualTo(rest());
    }
  }

  @Test
  void aCompressedLogIsReadWhenItIsWhole() throws IOException {
    Files.write(directory.resolve("a.log.gz"), packed(LENGTH, true));
    try (InputStream in = open()) {
      assertThat(in.readAllBytes()).isEqualTo(rest());
    }
  }

  @Test
  void aLogThatIsNowhereWholeFailsTheRun() throws IOException {
    Files.write(directory.resolve("a.log.gz"), packed(20_000, false));
    assertThatThrownBy(this::open)
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("it is gone");
  }

  @Test
  void aCompressedLogThatIsOldIsReadUpToItsDamage() throws IOException {
    Path cut = Files.write(directory.resolve("a.log.gz"), packed(20_000, false));
    Files.setLastModifiedTime(cut, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
    try (InputStream in = open()) {
      assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(rest(), 1000));
    }
  }
}
