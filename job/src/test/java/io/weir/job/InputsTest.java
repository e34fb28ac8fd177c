// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.input.TimeSpec;
import io.weir.job.FileReport.Outcome;
import io.weir.model.InputFile;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.RelationFile.Kind;
import io.weir.model.engine.View;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  private static final InputSettings SETTINGS =
      InputSettings.of(List.of(new ToyFormat("toy"), new ToyFormat("zoo")))
          .withZone(ZoneOffset.UTC);

  private final Path directory;

  InputsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aTableIsUnitedOverTheFilesThatHoldIt() {
    write("1.log", "#toy toy_main a b\n");
    write("2.log", "#toy toy_main a c\n");
    write("3.log", "#toy toy_extra a\n");

    Catalog catalog = open("");

    NativeTable main = catalog.nativeTable("toy_main").orElseThrow();
    assertThat(main.schema().columnNames()).containsExactly("a", "b", "c");
    assertThat(main.files()).extracting(InputFile::name).containsExactly("1.log", "2.log");
    assertThat(main.options().value("zone")).contains("Z");
    assertThat(catalog.natives()).hasSize(2);
  }

  @Test
  void aComposedTableIsThereWhenItsFirstSourceIs() {
    write("main/1.log", "#toy toy_main a\n");
    write("extra/2.log", "#toy toy_extra a\n");

    Catalog both = open("");
    assertThat(both.views().get("named_flows")).hasSize(1);
    assertThat(view(both, "named_flows").natives()).isEqualTo(both.natives());
    assertThat(open("extra").views()).isEmpty();
    assertThat(open("main").views()).containsOnlyKeys("named_flows");
  }

  @Test
  void formatsUniteTheirComposedTables() {
    write("1.log", "#toy toy_main a\n");
    write("2.log", "#zoo zoo_main a\n");

    assertThat(open("").views().get("named_flows"))
        .extracting(view -> view.natives().get(0).schema().name())
        .containsExactly("toy_main", "zoo_main");
  }

  @Test
  void aNamedInputHasItsTablesTwice() {
    write("x/1.log", "#toy toy_main a\n");
    write("y/2.log", "#toy toy_main a\n");
    write("y/3.log", "#toy toy_extra a\n");

    try (OpenedInputs inputs =
        Inputs.open(List.of("x=" + directory + "/x", "y=" + directory + "/y"), SETTINGS)) {
      assertThat(inputs.tables())
          .containsExactly(
              "named_flows",
              "netlytics",
              "toy_extra",
              "toy_main",
              "x",
              "x_named_flows",
              "x_toy_main",
              "y_named_flows",
              "y_toy_extra",
              "y_toy_main");
      Catalog catalog = inputs.catalog();
      assertThat(catalog.views().get("named_flows")).hasSize(2);
      assertThat(view(catalog, "x_toy_main").natives().get(0).files())
          .extracting(InputFile::name)
          .containsExactly("1.log");
      assertThat(catalog.aliases())
          .containsEntry("x", "x_toy_main")
          .containsEntry("netlytics", "named_flows");
    }
  }

  @Test
  void netlyticsIsTheTableThatIsMeant() {
    write("1.log", "#toy toy_main a\n");
    write("2.log", "#toy flows a\n");

    assertThat(open("").aliases()).containsEntry("netlytics", "named_flows");
    assertThat(open("2.log").aliases()).containsEntry("netlytics", "flows");
    List<String> all = List.of(directory.toString());
    assertThat(Inputs.open(all, SETTINGS.withTable("TOY_main")).catalog().aliases())
        .containsEntry("netlytics", "toy_main");
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> Inputs.open(all, SETTINGS.withTable("toy_man")))
        .withMessage(
            "Cannot use --table toy_man: the input has no such table. Did you mean toy_main?");
  }

  @Test
  void netlyticsIsAbsentWhenSeveralCouldBeMeant() {
    write("1.log", "#toy dns a\n");
    write("2.log", "#toy http a\n");

    assertThat(open("").aliases()).isEmpty();
  }

  @Test
  void filesWithAHeaderAreTablesOfTheirName() {
    write("web hosts.csv", "host,\"ip\"\nx,1.2.3.4\n");
    write("events.ndjson", "{\"a\":1}\n{\"a\":2}\n");
    write("9lives.tsv", "a\tb\n\t\n");
    write("cars.parquet", parquet("wheels"));

    Catalog catalog = open("");

    assertThat(catalog.relations())
        .extracting(RelationFile::name, RelationFile::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("_9lives", Kind.CSV),
            org.assertj.core.groups.Tuple.tuple("cars", Kind.PARQUET),
            org.assertj.core.groups.Tuple.tuple("events", Kind.NDJSON),
            org.assertj.core.groups.Tuple.tuple("web_hosts", Kind.CSV));
    assertThat(open("events.ndjson").aliases()).containsEntry("netlytics", "events");
  }

  @Test
  void partsOfOneTableAreOneTable() {
    write("out/flows/day=2026-03-01/data_0.parquet", parquet("ts"));
    write("out/flows/day=2026-03-02/data_0.parquet", parquet("ts"));
    write("load-2026-03-01.csv", "a,b\n1,2\n");
    write("load-2026-03-02.csv", "a,b\n1,2\n");
    write("more/load.csv", "c,d\n1,2\n");

    assertThat(open("").relations())
        .extracting(relation -> relation.name() + " " + relation.files().size())
        .containsExactly("load 2", "load_2 1", "flows 2");
  }

  @Test
  void aFileWithAHeaderHasTheNameOfItsInput() {
    write("hosts.csv", "host,ip\nx,1.2.3.4\n");

    Catalog catalog = open("b=", "hosts.csv");

    assertThat(catalog.relations()).extracting(RelationFile::name).containsExactly("hosts");
    assertThat(catalog.aliases())
        .containsEntry("b", "hosts")
        .containsEntry("b_hosts", "hosts")
        .containsEntry("netlytics", "hosts");
  }

  @Test
  void aHeaderFilesNameGivesWayToAFormatsTable() {
    write("1.log", "#toy toy_main a\n");
    write("toy_main.csv", "a,b\n1,2\n");

    assertThat(open("").relations()).extracting(RelationFile::name).containsExactly("toy_main_2");
  }

  @Test
  void whatWasConvertedIsTheTableAgain() {
    write("log/1.log", "#toy toy_main a b\n");
    write("log/2.log", "#toy flows a\n");
    write("old/toy_main/day=2026-03-01/data_0.csv", "b,day\n1,2026-03-01\n");
    write("old/flows/day=2026-03-01/data_0.parquet", parquet("ts", "c_ip", "day"));
    write(
        "old/http/day=2026-03-01/part-0.ndjson",
        """
        {"ts":"2026-03-01 00:00:00","host":"a:\\"b","c_ip":null}
        {"host":"c"}
        """);
    write("new/Flows.parquet", parquet("s_ip"));
    write("new/dns.parquet", parquet("s_ip", "mine"));
    write("new/packets.ndjson", "{\"a\":{\"ts\":1}}\n");

    assertThat(open("").relations())
        .extracting(relation -> relation.name() + " " + relation.kind())
        .containsExactlyInAnyOrder(
            "toy_main CSV",
            "flows PARQUET",
            "flows PARQUET",
            "http NDJSON",
            "dns PARQUET",
            "packets NDJSON");
    Catalog named = open("o=", "old");
    assertThat(named.relations())
        .extracting(RelationFile::name)
        .containsExactlyInAnyOrder("toy_main", "flows", "o_flows", "http", "o_http");
    assertThat(named.aliases()).containsEntry("o_toy_main", "toy_main");
    Catalog beside = open("z=", "new");
    assertThat(beside.aliases()).containsEntry("z_dns", "dns").doesNotContainKey("z_flows");
  }

  /** A Parquet file of which only the names of columns, the last a list, are right. */
  private static String parquet(String... columns) {
    StringBuilder footer = new StringBuilder("\u0015\u0002\u0019");
    footer.append((char) ((columns.length + 2) << 4 | 12));
    footer.append("H\u0004root\u0015").append((char) (2 * columns.length)).append('\0');
    for (int i = 0; i < columns.length; i++) {
      boolean isLast = i == columns.length - 1;
      footer.append(isLast ? "5\u0002\u0018" : "\u0015\u0002%\u0002\u0018");
      footer.append((char) columns[i].length()).append(columns[i]);
      footer.append(isLast ? "\u0015\u0002\0" : "\0");
    }
    footer.append("H\u0004item\0").append('\0');
    return "PAR1" + footer + (char) footer.length() + "\0\0\0PAR1";
  }

  @Test
  void enginesGetFilesTheyCanOpenByName() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
      out.write("a,b\n1,2\n".getBytes(UTF_8));
    }
    write("odd[1]*.csv", "a,b\n1,2\n");
    Files.write(directory.resolve("plainly.csv.gz"), gz.toByteArray());
    Files.write(directory.resolve("hidden.csv"), gz.toByteArray());
    Path made;
    try (OpenedInputs inputs = Inputs.open(List.of(directory.toString()), SETTINGS)) {
      List<InputFile> files =
          inputs.catalog().relations().stream().flatMap(r -> r.files().stream()).toList();
      assertThat(files).hasSize(3);
      for (InputFile file : files) {
        assertThat(file.open(0).readAllBytes()).isEqualTo("a,b\n1,2\n".getBytes(UTF_8));
        assertThat(file.path()).doesNotContain("[", "*");
        assertThat(file.compression().equals("gz")).isEqualTo(file.path().endsWith(".gz"));
      }
      made = Path.of(files.get(2).path()).getParent();
    }
    assertThat(made).isEqualTo(directory);
  }

  @Test
  void linksAndCopiesAreDeletedOnClosing() {
    write("odd[1].csv", "a,b\n1,2\n");
    Path link;
    try (OpenedInputs inputs = Inputs.open(List.of(directory.toString()), SETTINGS)) {
      link = Path.of(inputs.catalog().relations().get(0).files().get(0).path());
      assertThat(link).exists();
    }
    assertThat(link.getParent()).doesNotExist();
    assertThat(directory.resolve("odd[1].csv")).exists();
  }

  @Test
  void standardInputIsRecognisedByContent() {
    InputSettings settings =
        SETTINGS.withStandardInput(new ByteArrayInputStream("a;b\n1;2\n".getBytes(UTF_8)));

    try (OpenedInputs inputs = Inputs.open(List.of("-"), settings)) {
      assertThat(inputs.tables()).containsExactly("netlytics", "stdin");
    }
  }

  @Test
  void filesThatNothingReadsAreCountedAndDoNoHarm() {
    write("1.log", "#toy toy_main a\n");
    write("README.md", "# Words, and more\nof them\n");
    write("2.log", "#toy! toy_main\n");
    write("empty.log", "");

    try (OpenedInputs inputs = Inputs.open(List.of(directory.toString()), SETTINGS)) {
      assertThat(inputs.warnings())
          .containsExactly(
              "skipped 3 files: 1 broken (%s/2.log); 1 not recognised (%s/README.md); 1 empty (%s/empty.log)"
                  .replace("%s", directory.toString()));
    }
  }

  @Test
  void aSingleFileThatNothingReadsIsRefusedWithTheReasons() {
    write("a.txt", "words\n");
    write("b.log", "#toy! toy_main\n");
    write("c.log", "");

    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> open("a.txt"))
        .withMessage(
            "Cannot read '%s/a.txt': no format recognises it. weir detect --why tells what each"
                + " format looked for; if you know its format, give --input-format.",
            directory)
        .matches(e -> e.kind() == WeirException.Kind.USAGE);
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> open("b.log"))
        .withMessage("Cannot read '%s/b.log': the header is cut. Take another file.", directory);
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> open("c.log"))
        .withMessage("Cannot read '%s/c.log': the file is empty.", directory);
    write("d.csv", "a,b,c\n1,2,3\n1,2\n");
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> open("d.csv"))
        .withMessageStartingWith(
            "Cannot read '%s/d.csv': it has a header of 3 names, but line 3 has 2 fields.",
            directory);
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> open(""))
        .withMessageContaining("a.txt' and 3 more: ")
        .withMessageContaining("2 broken");
  }

  @Test
  void whatMustBeDecodedFirstIsRefusedWithTheRemedy() throws IOException {
    Files.write(directory.resolve("a.log"), "#toy toy_main a\n".getBytes(StandardCharsets.UTF_16));
    Files.write(directory.resolve("b.log.gz"), gzip(gzip("#toy toy_main a\n".getBytes(UTF_8))));

    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> open("a.log"))
        .withMessage(
            "Cannot read '%s/a.log': it is text in UTF-16; make it UTF-8, as with iconv -f UTF-16"
                + " -t UTF-8.",
            directory);
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> open("b.log.gz"))
        .withMessage(
            "Cannot read '%s/b.log.gz': it is compressed twice; decompress it once.", directory);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(stored)) {
      out.write(content);
    }
    return stored.toByteArray();
  }

  @Test
  void daysOutsideTheRangeAreNotEvenOpened() {
    write("2026-03-01/1.log", "#toy toy_main a\n");
    write("2026-03-05/2.log", "#toy toy_main a b\n");
    InputSettings days =
        SETTINGS.withRange(TimeSpec.range("2026-03-05", "2026-03-05", ZoneOffset.UTC));

    try (OpenedInputs inputs = Inputs.open(List.of(directory.toString()), days)) {
      assertThat(inputs.catalog().range()).isEqualTo(days.range());
      assertThat(inputs.catalog().natives().get(0).files())
          .extracting(InputFile::name)
          .containsExactly("2.log");
      assertThat(inputs.files())
          .extracting(FileReport::outcome)
          .containsExactly(Outcome.RECOGNISED, Outcome.OUTSIDE);
      assertThat(inputs.warnings()).isEmpty();
    }
  }

  @Test
  void aTableOfWhichAllFilesAreOutsideTheRangeIsEmpty() {
    write("2026-03-01/toy.1.log", "#toy toy_main a\n");
    write("2026-03-02/toy.2.log", "#toy toy_main a b\n");
    write("out/dns/day=2026-03-01/data_0.parquet", parquet("ts", "day"));
    write("out/my/day=2026-03-01/part-1.csv", "a,b\n1,2\n");
    InputSettings april = SETTINGS.withRange(TimeSpec.range("2026-04-01", "", ZoneOffset.UTC));

    try (OpenedInputs inputs = Inputs.open(List.of(directory.toString()), april)) {
      assertThat(inputs.tables()).containsExactly("dns", "named_flows", "toy_main");
      assertThat(inputs.catalog().natives().get(0).files()).isEmpty();
      assertThat(inputs.catalog().natives().get(0).schema().columnNames()).contains("b");
      assertThat(inputs.files()).extracting(FileReport::outcome).containsOnly(Outcome.OUTSIDE);
      assertThat(inputs.warnings())
          .containsExactly(
              "by its path, no file holds anything of the time asked for: "
                  + directory
                  + "/2026-03-02/toy.2.log and 3 more");
    }
    write("2026-04-01/toy.3.log", "#toy toy_main a\n");
    try (OpenedInputs inputs = Inputs.open(List.of(directory.toString()), april)) {
      assertThat(inputs.tables()).contains("dns", "toy_main");
      assertThat(inputs.catalog().natives().get(0).files()).hasSize(1);
      assertThat(inputs.warnings()).isEmpty();
    }
  }

  @Test
  void aFormatCanBeForced() {
    write("a.csv", "a,b\n1,2\n");

    assertThat(forced("csv", "a.csv")).isEqualTo(Outcome.TABLE);
    assertThat(forced("toy", "a.csv")).isEqualTo(Outcome.UNKNOWN);
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> forced("tay", "a.csv"))
        .withMessage("Cannot read format 'tay': it is not known. Did you mean toy?");
  }

  @Test
  void whatWasFoundIsReportedForEachFile() {
    write("1.log", "#zoo zoo_main a\n");

    FileReport report = Inputs.detect(List.of(directory.toString()), SETTINGS).get(0);

    assertThat(report.path()).isEqualTo(directory + "/1.log");
    assertThat(report.compression()).isEqualTo("plain");
    assertThat(report.length()).isEqualTo(16);
    assertThat(report.format()).isEqualTo("zoo");
    assertThat(report.why()).isEqualTo("begins with #zoo");
    assertThat(report.tables()).extracting(t -> t.name()).containsExactly("zoo_main");
    assertThat(report.others())
        .containsExactly(new FileReport.Verdict("toy", "does not begin with #toy"));
  }

  @Test
  void noArgumentIsRefused() {
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> Inputs.open(List.of(), SETTINGS))
        .withMessageStartingWith("Cannot answer without input.");
  }

  private static View view(Catalog catalog, String name) {
    return Objects.requireNonNull(catalog.views().get(name)).get(0);
  }

  private Outcome forced(String format, String name) {
    return Inputs.detect(List.of(directory + "/" + name), SETTINGS.withInputFormat(format))
        .get(0)
        .outcome();
  }

  private Catalog open(String name) {
    return open("", name);
  }

  private Catalog open(String before, String name) {
    String path = name.isEmpty() ? directory.toString() : directory + "/" + name;
    try (OpenedInputs inputs = Inputs.open(List.of(before + path), SETTINGS)) {
      return inputs.catalog();
    }
  }

  private void write(String name, String content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(Arrays.toString(new String[] {name}), e);
    }
  }
}
