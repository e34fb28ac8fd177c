// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldBucketTest {
  private static final FoldSpec<Visits.State> SPEC =
      new FoldSpec<>(
          List.of("client"),
          "ts",
          List.of("page", "size"),
          List.of(
              Column.of("ts", ColumnType.TIMESTAMP),
              Column.of("client", ColumnType.STRING),
              Column.of("page", ColumnType.STRING),
              Column.of("size", ColumnType.DOUBLE)),
          List.of(),
          new Visits());

  private static final PackedRow.Layout LAYOUT = PackedRow.Layout.of(SPEC);

  /** Tells the pages of a client between which less than ten microseconds passed. */
  private record Visits() implements Fold<Visits.State> {
    static final class State {
      private String pages = "";
      private long last;
    }

    @Override
    public StateCodec<State> state() {
      return new Codec();
    }

    @Override
    public void row(State state, Row row, Out out) {
      state.pages += "%s>%s@%d".formatted(row.text(1), row.text(2), row.longValue(0)) + " ";
      state.last = row.longValue(0);
      out.timer(state.last + 10);
      out.count("visits", 1);
    }

    @Override
    public void timer(State state, long now, Out out) {
      out.emit(state.pages + "until " + now);
      state.pages = "";
    }

    @Override
    public void end(State state, Out out) {
      if (!state.pages.isEmpty()) {
        out.emit(state.pages + "at the end");
      }
    }

    @Override
    public long idleFrom(State state) {
      return state.last;
    }

    private record Codec() implements StateCodec<State> {
      @Override
      public State create() {
        return new State();
      }

      @Override
      public byte[] encode(State state) {
        byte[] pages = state.pages.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + pages.length)
            .putLong(state.last)
            .put(pages)
            .array();
      }

      @Override
      public State decode(byte[] bytes) {
        State state = new State();
        state.last = ByteBuffer.wrap(bytes).getLong();
        state.pages =
            new String(
                bytes,
                Long.BYTES,
                bytes.length - Long.BYTES,
                java.nio.charset.StandardCharsets.UTF_8);
        return state;
      }
    }
  }

  /** Keeps what is put out. */
  private static final class Told implements FoldBucket.Taker {
    private final List<String> rows = new ArrayList<>();
    private long visits;

    @Override
    public void emit(@Nullable Object... values) {
      rows.add(String.valueOf(values[0]));
    }

    @Override
    public void count(String what, long n) {
      visits += n;
    }
  }

  private record Visit(long micros, @Nullable String client, @Nullable String page, double size) {}

  private static FoldBucket<Visits.State> bucket() {
    return new FoldBucket<>(new Visits(), LAYOUT, new int[] {2, 3});
  }

  private static byte[] packed(List<Visit> visits) {
    RowBytes bytes = new RowBytes();
    for (Visit visit : visits) {
      LAYOUT.write(
          RowFactory.create(
              Instant.EPOCH.plus(visit.micros, ChronoUnit.MICROS),
              visit.client,
              visit.page,
              visit.size),
          bytes);
    }
    return bytes.copy();
  }

  @Test
  void rowsOfAKeyComeByTimeAndTheColumnsThatBreakTies() {
    FoldBucket<Visits.State> bucket = bucket();
    bucket.add(
        packed(
            List.of(
                new Visit(7, "a", "é", 1),
                new Visit(7, "a", "z", 1),
                new Visit(7, "a", "y", 2),
                new Visit(7, "b", null, 0))));
    bucket.add(
        packed(
            List.of(
                new Visit(7, "a", null, 5),
                new Visit(7, "a", "y", -3),
                new Visit(5, "a", "x", 1))));
    Told told = new Told();
    bucket.advance(6, told);
    assertThat(told.visits).isEqualTo(1);
    bucket.advance(17, told);
    assertThat(told.rows)
        .containsExactlyInAnyOrder(
            "a>x@5 a>null@7 a>y@7 a>y@7 a>z@7 a>é@7 until 17", "b>null@7 until 17");
    assertThat(bucket.next()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRowThatIsFarAheadWaitsAlone() {
    List<Visit> visits = new ArrayList<>();
    visits.add(new Visit(1_000_000, "a", "late", 0));
    for (int i = 0; i < 500; i++) {
      visits.add(new Visit(i, "a", "p", 0));
    }
    WaitingRows rows = new WaitingRows(packed(visits));
    List<WaitingRows.Due> due = new ArrayList<>();
    rows.moveDue(499, due);
    assertThat(due).hasSize(500);
    assertThat(rows.first()).isEqualTo(1_000_000);
    assertThat(rows.bytes()).isEqualTo(packed(visits.subList(0, 1)));
    rows.moveDue(1_000_000, due);
    assertThat(rows.isEmpty()).isTrue();
  }

  @Test
  void aBucketOfChunksGoesOnAsTheOneThatWroteThem() {
    Random random = new Random(5);
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String client = random.nextInt(50) == 0 ? null : "client " + random.nextInt(12);
      visits.add(new Visit(i + random.nextInt(40), client, "p" + random.nextInt(5), i));
    }
    Told whole = new Told();
    FoldBucket<Visits.State> once = bucket();
    once.add(packed(visits));
    once.end(4000, whole);

    Map<Long, byte[]> kept = new TreeMap<>();
    BucketChunks chunks = new BucketChunks(new MapStore(kept));
    BucketHeader header = BucketHeader.NEW;
    Told told = new Told();
    for (int from = 0; from < visits.size(); from += 100) {
      // Made anew from chunks before each step.
      FoldBucket<Visits.State> bucket = bucket();
      chunks.restore(header, bucket);
      byte[] rows = packed(visits.subList(from, from + 100));
      bucket.add(rows);
      long upTo = from;
      bucket.advance(upTo, told);
      BucketHeader next = BucketHeader.at(from, upTo, 0);
      header =
          from % 700 == 0
              ? chunks.replace(header, next, bucket)
              : chunks.add(header, BucketHeader.of(next.bytes()), rows);
      if (from % 300 == 0) {
        // A step without rows.
        bucket.advance(upTo + 30, told);
        header = chunks.add(header, BucketHeader.at(from, upTo + 30, 0), new byte[0]);
      }
      assertThat(kept).hasSize((int) (header.endChunk() - header.firstChunk()));
    }
    assertThat(kept).hasSizeLessThan(15);
    FoldBucket<Visits.State> last = bucket();
    chunks.restore(header, last);
    last.end(4000, told);
    Collections.sort(whole.rows);
    Collections.sort(told.rows);
    assertThat(told.rows).isEqualTo(whole.rows).hasSizeGreaterThan(100);
    assertThat(told.visits).isEqualTo(3000);
  }

  private record MapStore(Map<Long, byte[]> chunks) implements BucketChunks.Store {
    @Override
    public byte[] get(long number) {
      return java.util.Objects.requireNonNull(chunks.get(number));
    }

    @Override
    public void put(long number, byte[] chunk) {
      chunks.put(number, chunk);
    }

    @Override
    public void remove(long number) {
      chunks.remove(number);
    }
  }
}
