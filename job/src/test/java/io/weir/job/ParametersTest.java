// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Option;
import io.weir.model.WeirException;
import io.weir.model.analysis.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  enum Measure {
    BYTES,
    LOST_PACKETS
  }

  record Every(
      @Parameter(help = "a number", defaultValue = "10", min = 1, max = 100) int limit,
      @Parameter(help = "a long", defaultValue = "-1", min = -1) long most,
      @Parameter(help = "a share", defaultValue = "0.5", min = 0, max = 1) double share,
      @Parameter(help = "a truth", defaultValue = "false") boolean quick,
      @Parameter(help = "a text", defaultValue = "") String name,
      @Parameter(help = "a measure", defaultValue = "bytes") Measure by,
      @Parameter(help = "a window", defaultValue = "60s", min = 0.5) Duration updateEvery,
      @Parameter(help = "names", defaultValue = "") List<String> names,
      @Parameter(help = "maybe a window", min = 1) Optional<Duration> every,
      @Parameter(help = "maybe a number") Optional<Integer> port) {}

  private static Every bound(Map<String, String> given) {
    return Parameters.bind("ask", Every.class, given);
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new Every(
                10,
                -1,
                0.5,
                false,
                "",
                Measure.BYTES,
                Duration.ofMinutes(1),
                List.of(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void whatIsGivenIsReadByItsType() {
    Map<String, String> given =
        Map.of(
            "limit", "100",
            "most", "1_000_000_000_000",
            "share", "1e-3",
            "quick", "yes",
            "name", "a b",
            "by", "Lost-Packets",
            "update-every", "1m30s",
            "names", "a, b,c",
            "every", "1.5h",
            "port", "53");
    assertThat(bound(given))
        .isEqualTo(
            new Every(
                100,
                1_000_000_000_000L,
                0.001,
                true,
                "a b",
                Measure.LOST_PACKETS,
                Duration.ofSeconds(90),
                List.of("a", "b", "c"),
                Optional.of(Duration.ofMinutes(90)),
                Optional.of(53)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit|0|it must be a whole number from 1 to 100 (0)",
        "limit|many|it must be a whole number from 1 to 100 (many)",
        "limit|99999999999|it must be a whole number from 1 to 100 (99999999999)",
        "most|-2|it must be a whole number of at least -1 (-2)",
        "share|2|it must be a number from 0 to 1 (2)",
        "share|NaN|it must be a number from 0 to 1 (NaN)",
        "quick|maybe|it must be true or false (maybe)",
        "by|flows|it must be one of bytes, lost-packets (flows)",
        "update-every|5|it must be a number with a unit: us, ms, s, m, h or d, such as 90s or 5m"
            + " of at least 0.5 s (5)",
        "update-every|1ms|it must be a duration of at least 0.5 s (1ms)",
        "every|0s|it must be a duration of at least 1 s (0s)",
        "port|http|it must be a whole number (http)",
      })
  void refusesWhatIsNotAllowed(String name, String value, String reason) {
    assertThatThrownBy(() -> bound(Map.of(name, value)))
        .isInstanceOf(WeirException.class)
        .hasMessage("Cannot set %s of ask: %s.", name, reason);
  }

  @Test
  void namesTheNearestParameter() {
    assertThatThrownBy(() -> bound(Map.of("limits", "3")))
        .hasMessage("Cannot set limits of ask: there is no such parameter. Did you mean limit?");
    assertThatThrownBy(() -> bound(Map.of("zzz", "3")))
        .hasMessage(
            "Cannot set zzz of ask: there is no such parameter. Parameters: limit, most, share,"
                + " quick, name, by, update-every, names, every, port.");
  }

  @Test
  void describesEachParameter() {
    assertThat(Parameters.options(Every.class))
        .contains(
            new Option("limit", "10", "a number"),
            new Option("update-every", "60s", "a window"),
            new Option("every", "", "maybe a window"));
  }

  record Shared(
      @Parameter(help = "an address", defaultValue = "::") String host,
      @Parameter(help = "a port", defaultValue = "53", min = 1) int port) {}

  record Sharing(
      @Parameter(help = "a text") String name,
      Shared server,
      @Parameter(help = "a truth", defaultValue = "true") boolean quick) {}

  @Test
  void parametersOfARecordInsideStandInItsPlace() {
    assertThat(Parameters.options(Sharing.class))
        .containsExactly(
            new Option("name", "", "a text"),
            new Option("host", "::", "an address"),
            new Option("port", "53", "a port"),
            new Option("quick", "true", "a truth"));
    assertThat(Parameters.bind("ask", Sharing.class, Map.of("port", "5353", "name", "x")))
        .isEqualTo(new Sharing("x", new Shared("::", 5353), true));
    assertThatThrownBy(() -> Parameters.bind("ask", Sharing.class, Map.of("server", "x")))
        .hasMessage(
            "Cannot set server of ask: there is no such parameter. Parameters: name, host, port,"
                + " quick.");
    assertThatThrownBy(() -> Parameters.bind("ask", Sharing.class, Map.of("port", "0")))
        .hasMessageStartingWith("Cannot set port of ask: ");
  }
}
