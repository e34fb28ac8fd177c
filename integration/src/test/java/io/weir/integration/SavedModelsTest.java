// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import io.weir.output.OutputForm;
import io.weir.output.Sinks;
import io.weir.output.TerminalStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that one run wrote makes of new rows what it would have made of them, on any engine. */
class SavedModelsTest {
  private static final Map<String, String> FEATURES =
      Map.of("numerical", "bytes", "categorical", "proto,port:port", "max-categories", "1");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @BeforeAll
  static void keepSpark() {
    Engines.keepSpark();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Runs an analysis and writes its model. */
  private Path model(String engine, String analysis, Map<String, String> settings, Path input)
      throws IOException {
    Path model = directory.resolve("model.csv");
    try (Weir weir = open(engine, List.of(input.toString()));
        PlanRun run = weir.run(analysis, settings);
        Result rows = run.output("model");
        OutputStream out = Files.newOutputStream(model)) {
      Sinks.of(OutputForm.CSV, TerminalStyle.FILE).write(rows, out);
    }
    return model;
  }

  private static Weir open(String engine, List<String> paths) {
    return Weir.open(paths, InputSettings.defaults(), engine, EngineSettings.defaults());
  }

  private static String apply(
      String engine, String analysis, Map<String, String> settings, Path input, Path model) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("model", "m");
    all.put("table", "new");
    try (Weir weir = open(engine, List.of("new=" + input, "m=" + model));
        PlanRun run = weir.run(analysis, all);
        Result rows = run.output("rows")) {
      return Answer.of(rows).text();
    }
  }

  @ParameterizedTest
  @CsvSource({"embedded, spark", "spark, embedded"})
  void featuresOfNewRowsAreThoseOfTheModel(String writer, String reader) throws IOException {
    Path old =
        file(
            "old.csv",
            """
            bytes,proto,port
            0,tcp,443
            20,tcp,80
            40,udp,50000
            """);
    Path model = model(writer, "features", FEATURES, old);
    Path rows =
        file(
            "new.csv",
            """
            port,proto,bytes
            22,icmp,60
            1024,tcp,20
            """);
    // The mean is 20, the deviation sqrt(800 / 3); tcp and system are kept, others are one.
    assertThat(apply(reader, "features", Map.of(), rows, model))
        .isEqualTo(
            """
            port=22 proto="icmp" bytes=60 features=[2.4494897, 0.0, 1.0, 1.0, 0.0]
            port=1024 proto="tcp" bytes=20 features=[0.0, 1.0, 0.0, 0.0, 1.0]
            """);
  }

  private Path two() throws IOException {
    return file(
        "old.csv",
        """
        x,y
        0,0
        0,1
        1,0
        20,20
        20,21
        9,9
        """);
  }

  @ParameterizedTest
  @CsvSource({"embedded, spark", "spark, embedded"})
  void newRowsGoToTheNearestCentre(String writer, String reader) throws IOException {
    Path model = model(writer, "kmeans", Map.of("k", "2", "scaling", "none"), two());
    Path rows = file("new.csv", "y,x\n3,2\n30,30\n");
    assertThat(apply(reader, "kmeans", Map.of(), rows, model))
        .isEqualTo(
            """
            y=3 x=2 features=[2.0, 3.0] cluster=0
            y=30 x=30 features=[30.0, 30.0] cluster=1
            """);
  }

  @ParameterizedTest
  @CsvSource({"embedded, spark", "spark, embedded"})
  void newRowsBelongToTheClusterOfACoreRowNearThem(String writer, String reader)
      throws IOException {
    Map<String, String> settings = Map.of("eps", "1", "min-points", "2", "scaling", "none");
    Path model = model(writer, "dbscan", settings, two());
    Path rows = file("new.csv", "x,y\n2,0\n20,22\n9,9\n");
    assertThat(apply(reader, "dbscan", Map.of(), rows, model))
        .isEqualTo(
            """
            x=2 y=0 features=[2.0, 0.0] cluster=0
            x=20 y=22 features=[20.0, 22.0] cluster=1
            x=9 y=9 features=[9.0, 9.0] cluster=-1
            """);
  }

  @ParameterizedTest
  @CsvSource({"embedded, spark", "spark, embedded"})
  void newRowsGoDownTheTreeToTheNearerHalf(String writer, String reader) throws IOException {
    Path model = model(writer, "bisecting-kmeans", Map.of("k", "3", "scaling", "none"), two());
    Path rows = file("new.csv", "x,y\n3,2\n30,30\n11,8\n");
    assertThat(apply(reader, "bisecting-kmeans", Map.of(), rows, model))
        .isEqualTo(
            """
            x=3 y=2 features=[3.0, 2.0] cluster=0
            x=30 y=30 features=[30.0, 30.0] cluster=1
            x=11 y=8 features=[11.0, 8.0] cluster=2
            """);
  }

  @ParameterizedTest
  @CsvSource({"embedded, spark", "spark, embedded"})
  void newRowsHaveTheProbabilitiesOfTheComponents(String writer, String reader) throws IOException {
    Path model = model(writer, "gaussian-mixture", Map.of("k", "2", "scaling", "none"), two());
    Path rows = file("new.csv", "x,y\n1,1\n20,22\n");
    assertThat(apply(reader, "gaussian-mixture", Map.of(), rows, model))
        .isEqualTo(apply(writer, "gaussian-mixture", Map.of(), rows, model))
        .contains("x=1 y=1 features=[1.0, 1.0] cluster=0 probability=[1.0, ")
        .contains("x=20 y=22 features=[20.0, 22.0] cluster=1 probability=[");
  }

  @Test
  void aModelOfAnotherAnalysisIsRefused() throws IOException {
    Path model = model("embedded", "kmeans", Map.of("k", "2"), two());
    assertThatThrownBy(() -> apply("embedded", "dbscan", Map.of(), two(), model))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot apply the model: it is one of kmeans. Give the table that --report wrote as"
                + " model.csv.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "spark"})
  void aTableThatIsNoModelIsRefused(String engine) throws IOException {
    Path rows = file("new.csv", "a\n1\n");
    assertThatThrownBy(() -> apply(engine, "features", Map.of(), rows, rows))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot apply the model: the table has the columns a. Give the table that --report"
                + " wrote as model.csv.");
  }

  @Test
  void rowsWithoutAColumnOfTheModelAreRefused() throws IOException {
    Path old = file("old.csv", "bytes,proto,port\n1,tcp,1\n");
    Path model = model("embedded", "features", FEATURES, old);
    Path rows = file("new.csv", "byte,proto,port\n1,tcp,1\n");
    assertThatThrownBy(() -> apply("embedded", "features", Map.of(), rows, model))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot use bytes as a feature: the rows have no such column. Did you mean byte?");
  }
}
