// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void findsTheDirectionsInWhichVectorsAreSpread() {
    // Spread along (3, 4) / 5 four times as far as across it.
    List<double[]> vectors = new ArrayList<>();
    for (int along = -2; along <= 2; along++) {
      for (int across = -2; across <= 2; across++) {
        vectors.add(
            new double[] {10 + 0.6 * 4 * along - 0.8 * across, 5 + 0.8 * 4 * along + 0.6 * across});
      }
    }
    PrincipalComponents found = PrincipalComponents.of(vectors);
    assertThat(found.project(new double[] {10 + 0.6, 5 + 0.8}))
        .containsExactly(new double[] {1, 0}, within(1e-9));
    assertThat(found.share(0)).isCloseTo(16.0 / 17, within(1e-9));
    assertThat(found.share(1)).isCloseTo(1.0 / 17, within(1e-9));
  }

  @Test
  void vectorsThatAreTheSameAreOnePlace() {
    PrincipalComponents found =
        PrincipalComponents.of(List.of(new double[] {1, 2, 3}, new double[] {1, 2, 3}));
    assertThat(found.project(new double[] {1, 2, 3})).containsExactly(0, 0);
    assertThat(found.share(0)).isZero();
  }

  @Test
  void oneDimensionHasNoSecond() {
    PrincipalComponents found = PrincipalComponents.of(List.of(new double[] {1}, new double[] {3}));
    assertThat(found.project(new double[] {3})).containsExactly(new double[] {1, 0}, within(1e-9));
    assertThat(found.share(0)).isCloseTo(1, within(1e-9));
  }

  @Test
  void theFirstDirectionIsFoundFromAnyBeginning() {
    // At right angles to (1, 1/2).
    PrincipalComponents two =
        PrincipalComponents.of(List.of(new double[] {1, 0}, new double[] {0, 2}));
    assertThat(two.share(0)).isCloseTo(1, within(1e-9));
    // The longest vector is at right angles to the direction of most spread.
    List<double[]> cross = new ArrayList<>();
    cross.add(new double[] {0, 5});
    cross.add(new double[] {0, -5});
    for (int i = 0; i < 200; i++) {
      cross.add(new double[] {i % 2 == 0 ? 1 : -1, 0});
    }
    PrincipalComponents found = PrincipalComponents.of(cross);
    assertThat(found.project(new double[] {1, 0}))
        .containsExactly(new double[] {1, 0}, within(1e-9));
    assertThat(found.share(0)).isCloseTo(200.0 / 250, within(1e-9));
  }

  @Test
  void smallVectorsAreSpreadToo() {
    PrincipalComponents found =
        PrincipalComponents.of(List.of(new double[] {1e-9, 0}, new double[] {-1e-9, 0}));
    assertThat(found.share(0)).isCloseTo(1, within(1e-9));
  }
}
