// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.analysis.Out;
import io.weir.model.analysis.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels are those of the definition, which looks at all flows around each. */
class LabellingFoldTest {
  private static final long EVALUATION = 100;

  private record Flow(long start, long end, @Nullable String name) implements Row {
    @Override
    public boolean isNull(int column) {
      return column == 6 ? name == null : column > 2 && column < 7;
    }

    @Override
    public long longValue(int column) {
      return column == 1 ? start : column == 2 ? end : 0;
    }

    @Override
    public double doubleValue(int column) {
      return Double.NaN;
    }

    @Override
    public @Nullable String text(int column) {
      return column == 0 ? "client" : column == 6 ? name : null;
    }
  }

  private static final class Labels implements Out {
    private final List<String> labels = new ArrayList<>();

    @Override
    public void emit(@Nullable Object... values) {
      labels.add(values[8] + " " + values[9]);
    }

    @Override
    public void timer(long micros) {}

    @Override
    public void count(String what, long n) {
      labels.add(what);
    }
  }

  private static final class Window {
    private final int core;
    private final long start;
    private long end;

    Window(int core, long start, long end) {
      this.core = core;
      this.start = start;
      this.end = end;
    }
  }

  private static Bags bags(Random random) {
    Map<String, Bags.Core> learned = new LinkedHashMap<>();
    for (int core = 0; core < 6; core++) {
      Map<String, Double> frequencies = new HashMap<>();
      for (String name : List.of("a", "b", "core", "d", "e", "f", "g", "h")) {
        for (int other = 0; other < 6; other++) {
          if (random.nextInt(3) == 0) {
            frequencies.put(NamePattern.of(name(name, other)), 0.05 + 0.9 * random.nextDouble());
          }
        }
      }
      learned.put(name("core", core), new Bags.Core(100, frequencies));
    }
    return new Bags(learned);
  }

  /** Letters, for digits are all one pattern. */
  private static String name(String kind, int number) {
    return kind + "x" + (char) ('p' + number) + "yz.example";
  }

  private static List<Flow> flows(Random random, int size, int step) {
    List<Flow> flows = new ArrayList<>();
    long now = 1000;
    for (int i = 0; i < size; i++) {
      now += random.nextInt(step);
      String kind = random.nextInt(6) == 0 ? "core" : "abdefghijk".substring(i % 10, i % 10 + 1);
      String name = random.nextInt(9) == 0 ? null : name(kind, random.nextInt(6));
      flows.add(new Flow(now, now + random.nextInt(30), name));
    }
    return flows;
  }

  private static List<String> told(Bags bags, List<Flow> flows, int maxKeys) {
    Learned<Bags> learned = new Learned<>();
    learned.set(bags);
    LabellingFold fold = new LabellingFold(learned, EVALUATION, maxKeys);
    LabellingFold.State state = fold.state().create();
    Labels out = new Labels();
    flows.forEach(flow -> fold.row(state, flow, out));
    fold.end(state, out);
    return out.labels;
  }

  /** What the definition says, in time that grows with the square of the flows. */
  private static List<String> expected(Bags bags, List<Flow> flows) {
    List<String> labels = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      Flow flow = flows.get(i);
      windows.removeIf(window -> window.end < flow.start());
      if (flow.name() == null) {
        labels.add("null unnamed");
        continue;
      }
      String pattern = NamePattern.of(flow.name());
      Window holder = null;
      for (Window window : windows) {
        holder = Double.isNaN(bags.weight(window.core, pattern)) ? holder : window;
      }
      int core = bags.core(flow.name());
      if (core >= 0 && isVisit(bags, flows, i, core, holder)) {
        long end = flow.end() + EVALUATION;
        for (Window window : windows) {
          end = window.core == core ? Math.max(end, window.end) : end;
        }
        windows.removeIf(window -> window.core == core);
        windows.add(new Window(core, flow.start(), end));
        labels.add(bags.core(core) + " core");
      } else if (holder != null) {
        holder.end = Math.max(holder.end, flow.end() + EVALUATION);
        labels.add(bags.core(holder.core) + " support");
      } else {
        labels.add("null unmatched");
      }
    }
    return labels;
  }

  private static boolean isVisit(
      Bags bags, List<Flow> flows, int at, int core, @Nullable Window holder) {
    long now = flows.get(at).start();
    long first = now;
    List<String> before = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      Flow flow = flows.get(i);
      boolean isTold = i <= at && flow.start() >= now - 5 * EVALUATION;
      first = isTold ? Math.min(first, flow.start()) : first;
      if (flow.name() != null && isTold && holder != null && flow.start() >= holder.start) {
        before.add(NamePattern.of(flow.name()));
      } else if (flow.name() != null && i > at && flow.start() <= now + EVALUATION) {
        behind.add(NamePattern.of(flow.name()));
      }
    }
    if (holder == null || holder.core == core || first > holder.start) {
      return true;
    }
    before.addAll(behind);
    return score(bags, core, behind) >= score(bags, holder.core, before);
  }

  private static double score(Bags bags, int core, List<String> patterns) {
    Set<String> different = new HashSet<>(patterns);
    double sum = 0;
    for (String pattern : patterns) {
      sum += Objects.requireNonNullElse(bags.weights(core).get(pattern), 0.0);
    }
    return different.isEmpty() ? 0 : sum / different.size();
  }

  @ParameterizedTest
  @CsvSource({"1, 40", "2, 15", "3, 4", "4, 2", "5, 1", "6, 90"})
  void labelsAreThoseOfTheDefinition(long seed, int step) {
    Random random = new Random(seed);
    Bags bags = bags(random);
    List<Flow> flows = flows(random, 800, step);

    List<String> expected = expected(bags, flows);

    assertThat(told(bags, flows, 10_000)).isEqualTo(expected);
    long partsOfOthers =
        IntStream.range(0, flows.size())
            .filter(i -> expected.get(i).endsWith("support") && isCore(bags, flows.get(i)))
            .count();
    assertThat(expected).anyMatch(label -> label.endsWith("core"));
    assertThat(partsOfOthers).isPositive();
  }

  private static boolean isCore(Bags bags, Flow flow) {
    return flow.name() != null && bags.core(flow.name()) >= 0;
  }

  @Test
  void ofABusyClientTheOldestFlowsAreToldEarlyAndCounted() {
    Random random = new Random(7);
    List<String> told = told(bags(random), flows(random, 500, 2), 20);

    assertThat(told).contains("flows_told_early");
    assertThat(told.stream().filter(label -> !label.equals("flows_told_early"))).hasSize(500);
  }
}
