// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  /** The SHA-256 that sha256sum(1) tells of "abc". */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static DatasetFile one(Path path, DatasetFile... known) {
    return FileContents.of(List.of(path), List.of(known)).get(0);
  }

  @Test
  void aFileIsItsContentWhateverItsName() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "abc");
    Path copy = Files.copy(file, directory.resolve("b"));
    Path link = Files.createSymbolicLink(directory.resolve("c"), file);
    assertThat(one(file).sha256()).isEqualTo(one(copy).sha256()).isEqualTo(ABC);
    assertThat(one(file).size()).isEqualTo(3);
    assertThat(one(link)).isEqualTo(one(file));
    assertThat(one(Files.writeString(file, "abd")).sha256()).isNotEqualTo(ABC);
  }

  @Test
  void aFileIsReadAgainWhenItsSizeOrTimeIsAnother() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "abc");
    FileTime time = Files.getLastModifiedTime(file);
    DatasetFile known = one(file);
    Files.writeString(file, "xyz");
    Files.setLastModifiedTime(file, time);
    assertThat(one(file, known)).isSameAs(known);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1000));
    assertThat(one(file, known).sha256()).isNotEqualTo(ABC);
    Files.writeString(file, "long");
    Files.setLastModifiedTime(file, time);
    assertThat(one(file, known).size()).isEqualTo(4);
  }

  @Test
  void otherFilesThanThoseRegisteredAreRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "abc");
    List<DatasetFile> registered = List.of(one(file));
    Path moved = Files.move(file, directory.resolve("b"));
    FileContents.requireRegistered("campus", List.of(moved), registered);
    Path more = Files.writeString(directory.resolve("c"), "c");
    assertThatThrownBy(
            () -> FileContents.requireRegistered("campus", List.of(moved, more), registered))
        .hasMessage(
            "Cannot ask about campus: its files are not those that were registered. Register what it"
                + " has now with weir private register campus, and the same options.");
  }

  @Test
  void whatCannotBeReadIsTold() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> one(missing))
        .hasMessage(
            "Cannot read %s: there is no such file. Make it readable, or leave it out.", missing);
  }
}
