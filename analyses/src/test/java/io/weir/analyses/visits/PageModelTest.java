// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analyses.visits.PageModel.Support;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageModelTest {
  @ParameterizedTest
  @CsvSource({
    "8, 4, 1 1 2 2 3 3 4 4",
    "5, 4, 1 2 3 4 4",
    "7, 3, 1 1 2 2 3 3 3",
    "2, 4, 1 2",
    "4, 4, 1 2 3 4",
    "3, 1, 1 1 1",
  })
  void theOrderIsCutIntoPartsOfTheSameSize(int names, int checkpoints, String expected) {
    Map<String, Support> supports = new HashMap<>();
    for (int i = 0; i < names; i++) {
      supports.put("n" + i, new Support(1, 0, 0, i / 10.0, 1));
    }
    Map<String, Support> cut = PageModel.cut(supports, checkpoints);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      found.add(String.valueOf(Objects.requireNonNull(cut.get("n" + i)).checkpoint()));
    }
    assertThat(String.join(" ", found)).isEqualTo(expected);
  }
}
