// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Subcommands;
import io.weir.live.CollectCommand;
import io.weir.live.ReplayCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelpTest {
  @Test
  void helpKnowsTheCommandsThatAreBuiltWhenAskedFor() {
    assertThat(new Subcommands(List.of()).summaries())
        .isEqualTo(
            Map.of(
                "collect", new CollectCommand().summary(),
                "live", new LiveCommand().summary(),
                "replay", new ReplayCommand().summary()));
  }
}
