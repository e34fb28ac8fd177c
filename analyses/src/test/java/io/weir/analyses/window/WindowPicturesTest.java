// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.analysis.Picture;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowPicturesTest {
  private static final Optional<Duration> HOURS = Optional.of(Duration.ofHours(1));

  @Test
  void whatHasNoRowInAWindowIsZeroUnlessOnlyTheMostOfOthersHaveOne() {
    Picture.Lines all = (Picture.Lines) Windows.picture("Title", HOURS, "proto", "bytes");
    Picture.Lines most = (Picture.Lines) Windows.pictureOfMost("Title", HOURS, "ip", "bytes");
    assertThat(all.every()).isEqualTo(HOURS);
    assertThat(all.isOfMost()).isFalse();
    assertThat(most.every()).isEqualTo(HOURS);
    assertThat(most.isOfMost()).isTrue();
    assertThat(most.series()).contains("ip");
  }

  @Test
  void oneTotalIsABarEach() {
    assertThat(Windows.pictureOfMost("Title", Optional.empty(), "ip", "bytes"))
        .isInstanceOf(Picture.Bars.class);
  }
}
