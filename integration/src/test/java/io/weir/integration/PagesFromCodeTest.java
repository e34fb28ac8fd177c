// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Subcommand;
import io.weir.job.Analyses;
import io.weir.job.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages say what the code says, and everything has its page. */
class PagesFromCodeTest {
  private static final Path DOCS = Repository.root().resolve("docs");
  private static final ClassLoader LOADER = PagesFromCodeTest.class.getClassLoader();

  static List<Path> pages() {
    return Repository.files(DOCS, ".md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void partsMadeFromCodeAreUpToDate(Path page) throws IOException {
    String text = Repository.text(page);
    String renewed = MadeFromCode.renewed(text);
    if (Boolean.getBoolean("weir.write-docs")) {
      Files.writeString(page, renewed);
    } else {
      assertThat(text).as("write it with -Dweir.write-docs=true").isEqualTo(renewed);
    }
  }

  @Test
  void eachFormatAndAnalysisHasAPage() {
    Stream<Path> formats =
        Formats.find(LOADER).stream()
            .map(format -> format.spec().name())
            // The fixtures' own.
            .filter(
                name ->
                    Files.exists(DOCS.resolve("../formats/src/main/java/io/weir/formats/" + name)))
            .map(name -> DOCS.resolve("formats/" + name + ".md"));
    Stream<Path> analyses =
        Analyses.find(LOADER).stream()
            .map(analysis -> DOCS.resolve("analyses/" + analysis.spec().name() + ".md"));
    assertThat(Stream.concat(formats, analyses)).allSatisfy(page -> assertThat(page).exists());
  }

  @Test
  void eachCommandIsOnThePageOfCommands() {
    String page = Repository.text(DOCS.resolve("commands.md"));
    ServiceLoader.load(Subcommand.class)
        .forEach(command -> assertThat(page).contains("made from: command " + command.name()));
  }

  @Test
  void theIndexLeadsToEachPage() {
    String index = Repository.text(DOCS.resolve("README.md"));
    assertThat(pages())
        .map(page -> DOCS.relativize(page).toString())
        .filteredOn(page -> !page.equals("README.md") && !page.startsWith("decisions/"))
        .allSatisfy(page -> assertThat(index).contains("(" + page + ")"));
  }
}
