// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Options;
import io.weir.model.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are valid but cannot be true end no query. */
class ImpossibleNumbersTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path logs;

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void durationsAndTimesToLiveBeyondAllTime(String name) throws IOException {
    Files.writeString(
        logs.resolve("conn.log"),
        """
        {"_path":"conn","ts":1.5,"uid":"C1","id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2","duration":1e300}
        {"_path":"conn","ts":1.5,"uid":"C2","id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2","duration":-1e300}
        {"_path":"conn","ts":1.5,"uid":"C3","id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2","duration":1}
        """);
    Files.writeString(
        logs.resolve("dns.log"),
        """
        {"_path":"dns","ts":0.5,"uid":"D1","id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.3","query":"a.test","rtt":0.1,"answers":["10.0.0.2","x"],"TTLs":[1e300,3]}
        {"_path":"dns","ts":0.5,"uid":"D2","id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.3","query":"b.test","rtt":1e300,"answers":["10.0.0.2"],"TTLs":[]}
        """);
    InputSettings settings =
        InputSettings.defaults().withOptions(Options.NONE.with("zeek-dns-names", "1h"));
    try (OpenedInputs inputs = Inputs.open(List.of(logs.toString()), settings);
        Engine engine = Engines.named(name, inputs.catalog(), Options.NONE)) {
      assertThat(Answer.of(engine, "SELECT uid, ts_end, name FROM named_flows ORDER BY uid").text())
          .isEqualTo(
              """
              uid="C1" name="a.test"
              uid="C2" name="a.test"
              uid="C3" ts_end=1970-01-01T00:00:02.500 name="a.test"
              """);
      assertThat(Answer.of(engine, "SELECT uid, ts_end, answer_ttls FROM dns ORDER BY uid").text())
          .isEqualTo(
              """
              uid="D1" ts_end=1970-01-01T00:00:00.600 answer_ttls=[null, 3]
              uid="D2" answer_ttls=[]
              """);
    }
  }
}
