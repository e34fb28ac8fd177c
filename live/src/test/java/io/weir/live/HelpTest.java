// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Subcommands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelpTest {
  @Test
  void helpKnowsTheCommandsOfThisRoomWithoutIt() {
    assertThat(new Subcommands(List.of()).summaries())
        .isEqualTo(
            Map.of(
                "collect", new CollectCommand().summary(),
                "replay", new ReplayCommand().summary()));
  }
}
