// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.weir.cli.Subcommand;
import io.weir.model.Format;
import io.weir.model.analysis.Analysis;
import io.weir.model.engine.EngineProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the rooms, and other things that are true of all their classes. */
class ArchitectureTest {
  private static final Set<String> EMPTY_WORDS =
      Set.of("util", "utils", "common", "commons", "helper", "helpers", "manager", "impl", "misc");
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Utils?|Helpers?|Manager|Impl|Common)");
  private static final Pattern ROOM = Pattern.compile("^io\\.weir\\.(\\w+)");
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>io\\.weir</groupId>\\s*<artifactId>weir-([^<]+)</artifactId>"
              + "\\s*<version>[^<]*</version>\\s*(?:<scope>([^<]+)</scope>)?");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .importPaths(Room.built().stream().map(Room::classes).toArray(Path[]::new));

  static Stream<Room> rooms() {
    return Room.built().stream();
  }

  private static JavaClasses classesOf(Room room) {
    String directory = room.classes().toUri().toString();
    return ALL.that(
        DescribedPredicate.describe(
            "of room " + room,
            type -> type.getSource().orElseThrow().getUri().toString().startsWith(directory)));
  }

  @Test
  void everyModuleHasItsArrowsHere() {
    assertThat(Room.unknown()).isEmpty();
  }

  @Test
  void everyLibraryLivesInOneRoom() {
    List<String> libraries =
        Room.built().stream()
            .flatMap(room -> room.libraries().stream())
            .filter(library -> !Room.SHARED.contains(library))
            .toList();
    assertThat(libraries).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomsUseNothingButWhatTheirArrowsSay(Room room) {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(room.packages())
        .check(classesOf(room));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomsKeepToTheirOwnPackages(Room room) {
    // The class in DuckDB's package reaches what DuckDB keeps to itself.
    String own = "io.weir." + room + "..";
    String[] packages = {own, room.name().equals("embedded") ? "org.duckdb" : own};
    classes().should().resideInAnyPackage(packages).check(classesOf(room));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void pomsDrawTheArrowsThatTheCodeNeeds(Room room) {
    Set<String> used =
        classesOf(room).stream()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .map(Dependency::getTargetClass)
            .map(JavaClass::getPackageName)
            .map(ROOM::matcher)
            .filter(Matcher::find)
            .map(name -> name.group(1))
            .filter(name -> !name.equals(room.name()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(declared(room)).isEqualTo(used);
  }

  /** The rooms that a pom names for the code; what is only there to be found later is left out. */
  private static Set<String> declared(Room room) {
    Matcher dependency = DEPENDENCY.matcher(Repository.text(room.directory().resolve("pom.xml")));
    return dependency
        .results()
        .filter(found -> found.group(2) == null)
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.weir.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void namesSayWhatThingsAre() {
    List<String> empty = new ArrayList<>();
    for (JavaClass type : ALL) {
      boolean isPackageEmpty =
          DOT.splitAsStream(type.getPackageName()).anyMatch(EMPTY_WORDS::contains);
      if (isPackageEmpty || EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
        empty.add(type.getName());
      }
    }
    assertThat(empty).isEmpty();
  }

  @Test
  void onlyTheEmbeddedEngineTouchesDuckDb() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.weir.embedded..", "org.duckdb")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.duckdb..")
        .check(ALL);
  }

  @Test
  void packagesAreNullMarked() {
    List<String> unmarked = new ArrayList<>();
    packages(ALL.getPackage("io.weir"))
        .filter(p -> !p.getClasses().isEmpty())
        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
        .forEach(p -> unmarked.add(p.getName()));
    assertThat(unmarked).isEmpty();
  }

  private static Stream<JavaPackage> packages(JavaPackage top) {
    return Stream.concat(
        Stream.of(top), top.getSubpackages().stream().flatMap(ArchitectureTest::packages));
  }

  @Test
  void onlyTheCommandWritesToTheTerminalOrEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.weir.cli..")
        .and()
        // What spark-submit runs is the command there.
        .doNotHaveFullyQualifiedName("io.weir.spark.RunAnalysis")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethodWhere(target(nameMatching("printStackTrace")))
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(classes = {Format.class, Analysis.class, EngineProvider.class, Subcommand.class})
  void whatIsWrittenIsFound(Class<?> service) {
    Set<String> written =
        ALL.stream()
            .filter(type -> type.isAssignableTo(service))
            .filter(type -> !type.isInterface())
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    Set<String> found =
        ServiceLoader.load(service).stream()
            .map(provider -> provider.type().getName())
            .filter(name -> !name.startsWith("io.weir.integration."))
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(written);
  }
}
