// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.model.WeirException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
  private final Path directory;

  ListingTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void directoriesAreReadWholeInNaturalOrderWithoutHiddenFiles() throws IOException {
    files("trace10", "trace2", "b/c.log", "b.log", ".hidden", "_SUCCESS", ".git/x", "_tmp/y");

    assertThat(paths(directory.toString()))
        .containsExactly("b/c.log", "b.log", "trace2", "trace10");
  }

  @Test
  void namesMayHoldColonsBlanksAndBrackets() throws IOException {
    String name = "2026-03-01/conn.00:00:00-01:00:00.log.gz";
    files(name, "with blank.log", "odd[1].log", "odd1.log", "a=b.log");

    assertThat(paths(at(name))).containsExactly(name);
    assertThat(paths(at("with blank.log"))).containsExactly("with blank.log");
    assertThat(paths(at("odd[1].log"))).containsExactly("odd[1].log");
    assertThat(paths(at("2026-03-0?/conn.*:00-*.gz"))).containsExactly(name);
  }

  @Test
  void patternsMatchNamesDirectoriesClassesAndAlternatives() throws IOException {
    files("2026-03-01/conn.1.log", "2026-03-02/conn.2.log", "2026-03-02/dns.log", "x/y/z.log");

    assertThat(paths(at("*/conn.*"))).hasSize(2);
    assertThat(paths(at("2026-03-{01,02,03}/*.log"))).hasSize(3);
    assertThat(paths(at("2026-03-0[2-9]"))).hasSize(2);
    assertThat(paths(at("*/[!c]*.log"))).containsExactly("2026-03-02/dns.log");
    assertThat(paths(at("**/z.log"))).containsExactly("x/y/z.log");
    assertThat(paths(at("**/*.log"))).hasSize(4);
  }

  @Test
  void patternsMatchHiddenFilesOnlyWhenTheySaySo() throws IOException {
    files(".a.log", "_b.log", "c.log");

    assertThat(paths(at("*.log"))).containsExactly("c.log");
    assertThat(paths(at(".*.log"))).containsExactly(".a.log");
    assertThat(paths(at("_b.log"))).containsExactly("_b.log");
  }

  @Test
  void aNameMayStandInFront() throws IOException {
    files("one/a.log", "two/b.log", "c.log");

    List<ListedInput> inputs =
        list("x=" + at("one"), at("c.log"), "_y2=" + at("two/b.log"), "x=" + at("c.log"));

    assertThat(inputs).extracting(ListedInput::name).containsExactly("x", "", "_y2");
    assertThat(inputs).extracting(input -> input.files().size()).containsExactly(2, 1, 1);
  }

  @Test
  void aPathThatExistsAsTypedWins() throws IOException {
    files("day=1/a.log", "day=2/b.log");
    Path here = Path.of("").toAbsolutePath();
    String relative = here.relativize(directory).toString();

    assertThat(list(relative + "/day=1").get(0).name()).isEmpty();
    assertThat(list(relative + "/day=*").get(0).files()).hasSize(2);
  }

  @Test
  void aFileIsListedOnceHoweverItIsNamed() throws IOException {
    files("logs/a.log");
    Files.createSymbolicLink(directory.resolve("logs/z.log"), directory.resolve("logs/a.log"));
    Files.createSymbolicLink(directory.resolve("logs/loop"), directory.resolve("logs"));
    Files.createSymbolicLink(directory.resolve("logs/gone"), directory.resolve("nowhere"));

    assertThat(paths(at("logs"), at("logs/a.log"), at("logs/../logs")))
        .containsExactly("logs/a.log");
  }

  @Test
  void pipesAndDevicesAreReadOnlyWhenTheyAreNamed() throws IOException {
    files("logs/a.log");
    Files.createSymbolicLink(directory.resolve("logs/device"), Path.of("/dev/null"));

    assertThat(paths(at("logs"))).containsExactly("logs/a.log");
    assertThat(paths(at("logs/device"))).containsExactly("logs/device");
  }

  @Test
  void aLinkThatLeadsNowhereIsCalledThat() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("gone.log"), Path.of("nowhere"));

    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> list(link.toString()))
        .withMessage(
            "Cannot read input '%s': it is a link to 'nowhere', which does not exist.", link);
  }

  @Test
  void fileAddressesAreUnderstood() throws IOException {
    files("a b.log");

    assertThat(paths(directory.resolve("a b.log").toUri().toString())).containsExactly("a b.log");
  }

  @Test
  void standardInputIsAFileThatCanBeReadSeveralTimes() throws IOException {
    byte[] content = Compressed.lines(9000);
    byte[] stored = Compressed.bytes(Compression.GZ, content);
    ListedFile listed =
        Listing.of(List.of("-"), new ByteArrayInputStream(stored)).get(0).files().get(0);

    LocalFile file = listed.open();

    assertThat(file.path()).isEqualTo("-");
    assertThat(file.compression()).isEqualTo("gz");
    assertThat(file.length()).isEqualTo(-1);
    assertThat(file.open(0).readAllBytes()).isEqualTo(content);
    assertThat(file.open(1000).readNBytes(5))
        .isEqualTo(java.util.Arrays.copyOfRange(content, 1000, 1005));
  }

  @Test
  void aMissingFileIsRefusedWithTheNearestName() throws IOException {
    files("logs/conn.log", "logs/dns.log");

    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> list(at("logs/con.log")))
        .withMessage(
            "Cannot read input '%s': there is no such file or directory. Did you mean '%s'?",
            at("logs/con.log"), at("logs/conn.log"));
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> list("a=" + at("lgos/conn.log")))
        .withMessageEndingWith("Did you mean '%s'?", at("logs"))
        .matches(e -> e.kind() == WeirException.Kind.USAGE);
  }

  @Test
  void whatNamesNothingIsRefused() throws IOException {
    Files.createDirectories(directory.resolve("empty/.git"));

    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> list(at("empty")))
        .withMessage("Cannot read input '%s': the directory holds no files.", at("empty"));
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> list(at("*.log")))
        .withMessage("Cannot read input '%s': nothing matches it.", at("*.log"));
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> list("hdfs://host/logs"))
        .withMessageContaining("--engine spark");
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> list("-", "a=-"))
        .withMessageContaining("twice");
  }

  private List<ListedInput> list(String... arguments) {
    return Listing.of(List.of(arguments), InputStream.nullInputStream());
  }

  /** The paths of all files, without the test's directory. */
  private List<String> paths(String... arguments) {
    return list(arguments).stream()
        .flatMap(input -> input.files().stream())
        .map(file -> file.path().substring(directory.toString().length() + 1))
        .toList();
  }

  private String at(String name) {
    return directory + "/" + name;
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, "content\n".getBytes(US_ASCII));
    }
  }
}
