// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortScanFoldTest {
  private static final long SECOND = 1_000_000;
  private final PortScanFold fold = new PortScanFold(3, 10 * SECOND, 5 * SECOND, 4);
  private final Collected out = new Collected();

  @Test
  void aScanIsToldAtItsStartWhileItGoesOnAndAtItsEnd() {
    PortScanFold.State state = fold.state().create();
    for (int i = 0; i < 4; i++) {
      fold.row(state, new Probe(i * SECOND, "10.0.0." + i, 22), out);
    }
    fold.row(state, new Probe(8 * SECOND, "10.0.0.9", 23), out);
    fold.timer(state, out.timer, out);
    assertThat(out.events())
        .containsExactly("start@2 targets 3", "update@8 targets 4", "end@18 targets 4");
    assertThat(out.rows.get(0)).endsWith("22", "10.0.0.0, 10.0.0.1, 10.0.0.2");
  }

  @Test
  void slowProbesAreNoScan() {
    PortScanFold.State state = fold.state().create();
    for (int i = 0; i < 50; i++) {
      fold.row(state, new Probe(5L * i * SECOND, "10.0.0." + i, 22), out);
    }
    fold.end(state, out);
    assertThat(out.rows).isEmpty();
  }

  @Test
  void theSameDestinationAgainIsNoFurtherTarget() {
    PortScanFold.State state = fold.state().create();
    for (int i = 0; i < 50; i++) {
      fold.row(state, new Probe(i * SECOND / 10, "10.0.0." + (i % 2), i), out);
    }
    fold.end(state, out);
    assertThat(out.rows).isEmpty();
  }

  @Test
  void destinationsBeyondTheBoundAreForgottenAndCounted() {
    PortScanFold.State state = fold.state().create();
    for (int i = 0; i < 10; i++) {
      fold.row(state, new Probe(i, "10.0.0." + i, 22), out);
    }
    assertThat(out.counts).isEqualTo(Map.of("evicted_destinations", 6L));
  }

  @Test
  void aStoredAndRestoredStateGoesOnAsIfNothingHadHappened() {
    Fold.StateCodec<PortScanFold.State> codec = fold.state();
    PortScanFold.State plain = codec.create();
    PortScanFold.State stored = codec.create();
    Collected other = new Collected();
    for (int i = 0; i < 30; i++) {
      Probe probe = new Probe(i * SECOND, "10.0.0." + (i % 7), i % 5);
      fold.row(plain, probe, out);
      stored = codec.decode(codec.encode(stored));
      fold.row(stored, probe, other);
    }
    assertThat(other.rows).isNotEmpty().isEqualTo(out.rows);
    assertThat(other.timer).isEqualTo(out.timer);
  }

  private record Probe(long ts, String destination, long port) implements Row {
    @Override
    public boolean isNull(int column) {
      return false;
    }

    @Override
    public long longValue(int column) {
      return column == 1 ? ts : port;
    }

    @Override
    public double doubleValue(int column) {
      return Double.NaN;
    }

    @Override
    public String text(int column) {
      return column == 0 ? "192.0.2.1" : destination;
    }
  }

  private static final class Collected implements Out {
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long timer = Long.MAX_VALUE;

    @Override
    public void emit(@Nullable Object... values) {
      rows.add(Arrays.asList(values));
    }

    @Override
    public void timer(long micros) {
      timer = micros;
    }

    @Override
    public void count(String what, long n) {
      counts.merge(what, n, Long::sum);
    }

    List<String> events() {
      return rows.stream()
          .map(
              row ->
                  "%s@%d targets %s"
                      .formatted(
                          row.get(0),
                          ((java.time.LocalDateTime) row.get(1)).getSecond(),
                          row.get(4)))
          .toList();
    }
  }
}
