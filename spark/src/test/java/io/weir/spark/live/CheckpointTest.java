// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.WeirException;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Plan.Sql FLOWS =
      Plan.Sql.of("SELECT c_ip, ts FROM flows WHERE c_pkt < ?", 3);
  private static final Plan.Sql ROWS = Plan.Sql.of("SELECT * FROM rows");
  private static final Column CLIENT = Column.of("c_ip", ColumnType.STRING);
  private static final Column TIME = Column.of("ts", ColumnType.TIMESTAMP);

  private final Path directory;

  CheckpointTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** Remembers nothing. */
  private interface Forgetful extends Fold<Long> {
    @Override
    default StateCodec<Long> state() {
      throw new UnsupportedOperationException();
    }

    @Override
    default void row(Long state, Row row, Out out) {}

    @Override
    default void timer(Long state, long now, Out out) {}

    @Override
    default void end(Long state, Out out) {}
  }

  private record Nothing(int threshold) implements Forgetful {}

  private record Other(int threshold) implements Forgetful {}

  private static Plan sql(String name, Plan.Sql sql) {
    return Plan.builder().step(name, sql).output("rows", ROWS).build();
  }

  private static Plan fold(Plan.Sql input, FoldSpec<?> fold) {
    return Plan.builder().fold("rows", input, fold).output("rows", ROWS).build();
  }

  private static FoldSpec<Long> spec(
      String key, String time, List<String> tieBreak, Column output, Fold<Long> fold) {
    return new FoldSpec<>(
        List.of(key), time, tieBreak, List.of(CLIENT, TIME), List.of(output), fold);
  }

  private static FoldSpec<Long> spec() {
    return spec("c_ip", "ts", List.of(), TIME, new Nothing(1));
  }

  private static Stream<Plan> differentPlans() {
    FoldSpec<Long> moreColumns =
        new FoldSpec<>(
            List.of("c_ip"),
            "ts",
            List.of(),
            List.of(CLIENT, TIME, Column.of("s_ip", ColumnType.STRING)),
            List.of(TIME),
            new Nothing(1));
    FoldSpec<Long> otherType =
        new FoldSpec<>(
            List.of("c_ip"),
            "ts",
            List.of(),
            List.of(Column.of("c_ip", ColumnType.BIGINT), TIME),
            List.of(TIME),
            new Nothing(1));
    return Stream.of(
        sql("rows", FLOWS),
        sql("others", FLOWS),
        sql("rows", Plan.Sql.of(FLOWS.text(), 4)),
        sql("rows", Plan.Sql.of("SELECT ts, c_ip FROM flows WHERE c_pkt < ?", 3)),
        Plan.builder().step("rows", FLOWS).step("more", FLOWS).output("rows", ROWS).build(),
        fold(FLOWS, spec()),
        fold(Plan.Sql.of(FLOWS.text(), 4), spec()),
        fold(FLOWS, spec("s_ip", "ts", List.of(), TIME, new Nothing(1))),
        fold(FLOWS, spec("c_ip", "te", List.of(), TIME, new Nothing(1))),
        fold(FLOWS, spec("c_ip", "ts", List.of("c_ip"), TIME, new Nothing(1))),
        fold(FLOWS, spec("c_ip", "ts", List.of(), CLIENT, new Nothing(1))),
        fold(FLOWS, spec("c_ip", "ts", List.of(), TIME, new Other(1))),
        fold(FLOWS, moreColumns),
        fold(FLOWS, otherType));
  }

  @Test
  void stepsThatDifferHaveDigestsThatDiffer() {
    assertThat(differentPlans().map(Checkpoint::digest)).doesNotHaveDuplicates().hasSize(14);
  }

  @Test
  void stepsMadeAnewHaveTheSameDigests() {
    assertThat(differentPlans().map(Checkpoint::digest).toList())
        .isEqualTo(differentPlans().map(Checkpoint::digest).toList());
  }

  private static Checkpoint.Owner owner(Plan plan) {
    return new Checkpoint.Owner(
        "port-scan",
        Map.of("threshold", "2"),
        List.of("kafka://h:9092/flows"),
        Checkpoint.digest(plan));
  }

  @Test
  void theSameRunGoesOn() throws IOException {
    String begun;
    try (Checkpoint first = Checkpoint.open(Optional.of(directory), owner(fold(FLOWS, spec())))) {
      begun = first.run();
    }
    try (Checkpoint again = Checkpoint.open(Optional.of(directory), owner(fold(FLOWS, spec())))) {
      assertThat(again.run()).isEqualTo(begun);
    }
  }

  @Test
  void aFoldThatKeepsSomethingElseIsRefusedUntilItsDirectoryIsAnother() throws IOException {
    Checkpoint.open(Optional.of(directory), owner(fold(FLOWS, spec()))).close();
    Checkpoint.Owner other = owner(fold(FLOWS, spec("c_ip", "ts", List.of(), TIME, new Other(1))));
    assertThatThrownBy(() -> Checkpoint.open(Optional.of(directory), other))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot go on from the checkpoint %s: another version of Weir made it, whose port-scan"
                + " is computed otherwise. Name a new directory.",
            directory);
    // And it is free for the one whose it is.
    Checkpoint.open(Optional.of(directory), owner(fold(FLOWS, spec()))).close();
  }
}
