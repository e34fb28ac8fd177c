// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class NamedParametersTest {
  @Test
  void manyValuesKeepTheirPlaces() {
    List<Object> values = Arrays.asList("a", "b?", 3L, null, 5.5, "f'", "g", "h", "i", "j", "k");
    String sql =
        "SELECT '?' AS `a?`, " + String.join(", ", Collections.nCopies(values.size(), "?"));
    Row row = NamedParameters.rows(TestSpark.SESSION, sql, values).first();
    assertThat(row.getString(0)).isEqualTo("?");
    for (int i = 0; i < values.size(); i++) {
      Object value = row.get(i + 1);
      assertThat(value instanceof Number n ? n.doubleValue() : value)
          .isEqualTo(values.get(i) instanceof Number n ? n.doubleValue() : values.get(i));
    }
  }

  @Test
  void whatIsNoParameterStaysWhereItIs() {
    String sql = "SELECT '?''?', \"?\", `?`, 'a\\'?' /* ? */, ? -- ?\n, ?";
    assertThat(NamedParameters.parts(sql))
        .containsExactly("SELECT '?''?', \"?\", `?`, 'a\\'?' /* ? */, ", " -- ?\n, ", "");
    assertThat(NamedParameters.parts("'?")).containsExactly("'?");
    assertThat(NamedParameters.parts("/* ?")).containsExactly("/* ?");
  }
}
