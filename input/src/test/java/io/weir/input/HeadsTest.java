// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadsTest {
  private static final byte[] LONG = Compressed.lines(20_000);

  private final Path directory;

  HeadsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void headsAreTheDecompressedBeginningsInTheOrderOfTheFiles() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      write("f%02d.gz".formatted(i), Compressed.bytes(Compression.GZ, text("content " + i)));
      expected.add("content " + i + " true");
    }

    assertThat(Heads.visit(listed(directory), new AsText())).isEqualTo(expected);
  }

  @Test
  void theHeadOfALongFileIsCutAndSaysSo() throws IOException {
    LocalFile file = LocalFile.of(write("long.zst", Compressed.bytes(Compression.ZST, LONG)));

    Head head = Heads.read(file, 1 << 18);

    assertThat(head.complete()).isFalse();
    assertThat(head.bytes()).isEqualTo(Arrays.copyOf(LONG, 1 << 18));
  }

  @Test
  void theHeadOfABrokenFileIsWhatIsGood() throws IOException {
    byte[] stored = Compressed.bytes(Compression.GZ, LONG);
    LocalFile file = LocalFile.of(write("cut.gz", Arrays.copyOf(stored, 4000)));

    Head head = Heads.read(file, 1 << 18);

    assertThat(head.complete()).isFalse();
    assertThat(head.bytes()).isNotEmpty().isEqualTo(Arrays.copyOf(LONG, head.bytes().length));
  }

  @Test
  void aFileThatIsGoneIsReported() throws IOException {
    write("a.log", text("a"));
    write("b.log", text("b"));
    List<ListedFile> files = listed(directory);
    Files.delete(directory.resolve("a.log"));

    assertThat(Heads.visit(files, new AsText())).containsExactly("a.log failed", "b true");
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "GZ", "XZ"})
  void membersOfATarFileAreFiles(Compression compression) throws IOException {
    byte[] tar = tar(members());
    Path path = write("logs.tar", Compressed.bytes(compression, tar));

    Map<String, byte[]> found = contents(path);

    assertThat(found).containsOnlyKeys(path + "!/a/long.log", path + "!/" + LONG_NAME);
    assertThat(found.get(path + "!/a/long.log")).isEqualTo(LONG);
    assertThat(found.get(path + "!/" + LONG_NAME)).isEqualTo(text("gz inside"));
  }

  @Test
  void membersOfAZipFileAreFiles() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members().entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
    Path path = write("logs.zip", bytes.toByteArray());

    Map<String, byte[]> found = contents(path);

    assertThat(found).containsOnlyKeys(path + "!/a/long.log", path + "!/" + LONG_NAME);
    assertThat(found.get(path + "!/a/long.log")).isEqualTo(LONG);
    assertThat(found.get(path + "!/" + LONG_NAME)).isEqualTo(text("gz inside"));
  }

  @Test
  void membersOfAPlainTarFileAreSplittableAtTheirOwnOffsets() throws IOException {
    Path path = write("logs.tar", tar(members()));
    List<LocalFile> members = files(path);
    LocalFile longLog =
        members.stream().filter(f -> f.path().endsWith("long.log")).findFirst().orElseThrow();

    assertThat(longLog.isSplittable()).isTrue();
    assertThat(longLog.length()).isEqualTo(LONG.length);
    try (InputStream in = longLog.open(LONG.length - 9L)) {
      assertThat(in.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(LONG, LONG.length - 9, LONG.length));
    }
  }

  @Test
  void ofACutArchiveTheMembersBeforeTheCutAreFiles() throws IOException {
    byte[] tar = tar(members());
    byte[] stored = Compressed.bytes(Compression.GZ, tar);
    Path path = write("cut.tgz", Arrays.copyOf(stored, stored.length - 3000));

    assertThat(files(path)).extracting(LocalFile::path).contains(path + "!/a/long.log");
  }

  private static final String LONG_NAME = "x".repeat(150) + "/dns.00:00:00.log.gz";

  private static Map<String, byte[]> members() {
    Map<String, byte[]> members = new TreeMap<>();
    members.put("a/long.log", LONG);
    members.put(".hidden", text("no"));
    members.put("__MACOSX/a", text("no"));
    members.put(LONG_NAME, Compressed.bytes(Compression.GZ, text("gz inside")));
    return members;
  }

  private static byte[] tar(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
        entry.setSize(member.getValue().length);
        tar.putArchiveEntry(entry);
        ((OutputStream) tar).write(member.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(US_ASCII);
  }

  private static List<ListedFile> listed(Path path) {
    return Listing.of(List.of(path.toString()), InputStream.nullInputStream()).get(0).files();
  }

  private static List<LocalFile> files(Path path) {
    return Heads.visit(
        listed(path),
        new Heads.Visitor<>() {
          @Override
          public LocalFile visit(LocalFile file, Head head) {
            return file;
          }

          @Override
          public LocalFile failed(ListedFile file, IOException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  private static Map<String, byte[]> contents(Path path) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (LocalFile file : files(path)) {
      try (InputStream in = file.open(0)) {
        contents.put(file.path(), in.readAllBytes());
      }
    }
    return contents;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static final class AsText implements Heads.Visitor<String> {
    @Override
    public String visit(LocalFile file, Head head) {
      return new String(head.bytes(), UTF_8) + " " + head.complete();
    }

    @Override
    public String failed(ListedFile file, IOException failure) {
      return file.path().substring(file.path().lastIndexOf('/') + 1) + " failed";
    }
  }
}
