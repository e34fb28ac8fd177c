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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zeek's connections take names from the answers of DNS that their clients saw, when asked to. */
class ZeekDnsNamesTest {
  private static final String SQL = "SELECT uid, name, name_source FROM named_flows ORDER BY uid";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path logs;

  @BeforeEach
  void write() throws IOException {
    write(
        "conn",
        "ts|uid|id.orig_h|id.orig_p|id.resp_h|id.resp_p|proto|duration",
        "time|string|addr|port|addr|port|enum|interval",
        // Before the query, before its answer, at the answer, long after, too long after.
        "999.0|C01|10.0.0.1|1|192.0.2.1|22|tcp|-",
        "1000.4|C02|10.0.0.1|1|192.0.2.1|22|tcp|-",
        "1000.5|C03|10.0.0.1|1|192.0.2.1|22|tcp|-",
        "1060.5|C04|10.0.0.1|1|192.0.2.1|22|tcp|-",
        "1060.6|C05|10.0.0.1|1|192.0.2.1|22|tcp|-",
        // The second answer lives longer; another client was told nothing.
        "1300.0|C06|10.0.0.1|1|192.0.2.2|22|tcp|-",
        "1001.0|C07|10.0.0.2|1|192.0.2.1|22|tcp|-",
        // The latest of two names; the server's own name wins.
        "1201.0|C08|10.0.0.3|1|2001:db8::1|443|tcp|-",
        "1202.0|C09|10.0.0.3|1|2001:db8::1|443|tcp|-");
    write(
        "dns",
        "ts|uid|id.orig_h|id.resp_h|query|rtt|answers|TTLs",
        "time|string|addr|addr|string|interval|vector[string]|vector[interval]",
        "1000.0|D1|10.0.0.1|10.0.0.53|WWW.Example.com|0.5|cdn.example.net,192.0.2.1,192.0.2.2|9.0,1.0,300.0",
        "1000.0|D2|10.0.0.1|10.0.0.53|none.example.com|0.5|-|-",
        "1000.0|D3|10.0.0.1|10.0.0.53|-|-|(empty)|(empty)",
        "1100.0|D4|10.0.0.3|10.0.0.53|old.example.com|-|2001:db8::1|7200.0",
        "1200.0|D5|10.0.0.3|10.0.0.53|new.example.com|-|2001:db8::1|-");
    write(
        "ssl",
        "ts|uid|id.orig_h|id.resp_h|server_name",
        "time|string|addr|addr|string",
        "1202.1|C09|10.0.0.3|2001:db8::1|sni.example.com");
  }

  private void write(String log, String fields, String types, String... rows) throws IOException {
    String text =
        "#separator \\x09\n#set_separator|,\n#empty_field|(empty)\n#unset_field|-\n#path|"
            + log
            + "\n#fields|%s\n#types|%s\n".formatted(fields, types)
            + String.join("\n", rows)
            + "\n";
    Files.writeString(logs.resolve(log + ".log"), text.replace('|', '\t'));
  }

  private OpenedInputs open(Options options) {
    return Inputs.open(List.of(logs.toString()), InputSettings.defaults().withOptions(options));
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void theLatestAnswerThatTheClientSawNamesAConnection(String name) {
    try (OpenedInputs inputs = open(Options.NONE.with("zeek-dns-names", "1m"));
        Engine engine = Engines.named(name, inputs.catalog(), Options.NONE)) {
      assertThat(Answer.of(engine, SQL).text())
          .isEqualTo(
              """
              uid="C01"
              uid="C02"
              uid="C03" name="www.example.com" name_source="dns"
              uid="C04" name="www.example.com" name_source="dns"
              uid="C05"
              uid="C06" name="www.example.com" name_source="dns"
              uid="C07"
              uid="C08" name="new.example.com" name_source="dns"
              uid="C09" name="sni.example.com" name_source="tls_sni"
              """);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void answersAreNotLookedAtUnasked(String name) {
    try (OpenedInputs inputs = open(Options.NONE);
        Engine engine = Engines.named(name, inputs.catalog(), Options.NONE)) {
      assertThat(Answer.of(engine, SQL + " LIMIT 8").text()).doesNotContain("name=");
    }
  }

  @Test
  void aQueryWithoutANameReadsNoAnswers() {
    try (OpenedInputs inputs = open(Options.NONE.with("zeek-dns-names", "1m"));
        Engine engine = Engines.embedded(inputs.catalog())) {
      assertThat(engine.explain("SELECT c_ip, s_port FROM named_flows").scans())
          .extracting(Engine.ScanColumns::table)
          .containsExactly("zeek_conn");
    }
  }
}
