// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.weir.model.WeirException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCheckpointsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  java.nio.file.Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path root;

  @SuppressWarnings("NullAway.Init") // set before each test
  private LocalCheckpoints files;

  @BeforeEach
  void open() {
    root = new Path("file://" + directory.resolve("with blank"));
    files = new LocalCheckpoints(root, new Configuration(false));
  }

  private void write(String name, String text) throws IOException {
    try (CancellableFSDataOutputStream out = files.createAtomic(new Path(root, name), false)) {
      out.write(text.getBytes(UTF_8));
      assertThat(files.exists(new Path(root, name))).isFalse();
    }
  }

  private String read(String name) throws IOException {
    try (FSDataInputStream in = files.open(new Path(root, name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private List<String> names() {
    return Arrays.stream(files.list(root, path -> true))
        .map(status -> status.getPath().getName() + " " + status.getLen())
        .sorted()
        .toList();
  }

  @Test
  void aFileIsThereWholeWhenItIsClosed() throws IOException {
    write("a/0", "zero");
    assertThat(read("a/0")).isEqualTo("zero");
    write("b", "one");
    assertThat(names()).contains("b 3").hasSize(2);
  }

  @Test
  void whatIsThereIsReplacedOnlyWhenAsked() throws IOException {
    write("a", "first");
    CancellableFSDataOutputStream again = files.createAtomic(new Path(root, "a"), false);
    again.write('x');
    assertThatThrownBy(again::close).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read("a")).isEqualTo("first");
    try (CancellableFSDataOutputStream out = files.createAtomic(new Path(root, "a"), true)) {
      out.write('y');
    }
    assertThat(read("a")).isEqualTo("y");
    assertThat(names()).containsExactly("a 1");
  }

  @Test
  void whatIsCancelledLeavesNothing() throws IOException {
    write("a", "a");
    CancellableFSDataOutputStream out = files.createAtomic(new Path(root, "b"), false);
    out.write('x');
    out.cancel();
    out.close();
    assertThat(names()).containsExactly("a 1");
    files.delete(new Path(root, "a"));
    files.delete(new Path(root, "a"));
    assertThat(names()).isEmpty();
  }

  @Test
  void aFullDiskIsToldToBeThatOfTheCheckpoint() throws IOException {
    java.nio.file.Path full = java.nio.file.Path.of("/dev/full");
    assumeThat(full).exists();
    try (OutputStream out = new LocalCheckpoints.Written(directory, Files.newOutputStream(full))) {
      assertThatThrownBy(() -> out.write(new byte[10]))
          .isInstanceOf(WeirException.class)
          .hasMessage(
              "Cannot write to %s, which belongs to the checkpoint: No space left on device. Mend"
                  + " that, and the run goes on from its --checkpoint.",
              directory);
    }
  }

  @Test
  void aPlaceWhereNothingCanBeIsToldToBeThatOfTheCheckpoint() throws IOException {
    Files.writeString(directory.resolve("with blank"), "a file");
    assertThatThrownBy(() -> files.createAtomic(new Path(root, "a"), false))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith(
            "Cannot write to %s, which belongs to the checkpoint: ", root.toUri().getPath());
    assertThatThrownBy(() -> files.mkdirs(new Path(root, "a"))).isInstanceOf(WeirException.class);
  }

  @Test
  void whatIsNotThereIsToldAsSparkExpects() {
    assertThatThrownBy(() -> files.list(new Path(root, "none"), path -> true))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.open(new Path(root, "none")))
        .isInstanceOf(FileNotFoundException.class);
  }
}
