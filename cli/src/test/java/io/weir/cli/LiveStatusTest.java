// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.live.LiveProgress;
import io.weir.model.Column;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Progress;
import io.weir.model.engine.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveStatusTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private LiveStatus status(List<Surroundings.Screen> screens) {
    return new LiveStatus(
        new Surroundings(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(err, true, UTF_8),
            Map.of(),
            screens,
            60),
        "logs");
  }

  private static LiveProgress progress(long read, String waiting) {
    return new LiveProgress(
        new Progress(0, 0, read, Map.of("no time", 2L)),
        3,
        0,
        4,
        1000,
        Optional.of(Instant.parse("2026-03-01T10:02:00Z")),
        Map.of(),
        waiting);
  }

  @Test
  void theLineTellsWhatIsCounted() {
    assertThat(LiveStatus.line(progress(12345, "")))
        .isEqualTo("12,345 read, 2 rejected, 3 late, 1,000 rows, closed up to 2026-03-01 10:02:00");
  }

  @Test
  void aWaitIsToldOnceAndItsEndToo() {
    LiveStatus status = status(List.of());
    status.show(progress(1, ""));
    status.show(progress(1, "a broker at h:1"));
    status.show(progress(1, "a broker at h:1"));
    status.show(progress(2, ""));
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            waiting for a broker at h:1, which does not answer
            a broker at h:1 answers again
            """);
  }

  @Test
  void theLineFitsTheScreenAndMakesRoomForRows() throws IOException {
    LiveStatus status = status(List.of(Surroundings.Screen.ERR));
    status.show(progress(1, ""));
    assertThat(err.toString(UTF_8))
        .isEqualTo("\r\u001b[K1 read, 2 rejected, 3 late, 1,000 rows, closed up to 2026-0");
    err.reset();
    try (LiveSink sink = status.makeRoomFor(new ToErr())) {
      sink.begin("run");
      sink.write(1, "rows", new NoRows());
    }
    assertThat(err.toString(UTF_8)).isEqualTo("\r\u001b[Krows");
  }

  private final class ToErr implements LiveSink {
    @Override
    public void begin(String run) {}

    @Override
    public void write(long batch, String output, Result rows) {
      err.writeBytes(output.getBytes(UTF_8));
    }

    @Override
    public void close() {}
  }

  private static final class NoRows implements Result {
    @Override
    public List<Column> columns() {
      return List.of();
    }

    @Override
    public boolean next() {
      return false;
    }

    @Override
    public @Nullable Object value(int column) {
      return null;
    }

    @Override
    public void close() {}
  }
}
