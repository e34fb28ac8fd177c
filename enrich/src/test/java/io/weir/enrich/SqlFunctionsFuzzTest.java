// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.enrich.SqlFunction.Arguments;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import java.util.List;

class SqlFunctionsFuzzTest {
  private static final List<SqlFunction> ALL =
      SqlFunctions.all(LookupFiles.of(Options.NONE)).stream()
          .filter(f -> !List.of("asn", "as_name", "country").contains(f.name()))
          .toList();

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    SqlFunction function = data.pickValue(ALL);
    Object[] arguments =
        function.parameters().stream()
            .map(
                p ->
                    p.type() == ColumnType.STRING
                        ? (Object) data.consumeString(100)
                        : (Object) data.consumeLong())
            .toArray();
    Object result = function.call(Arguments.of(arguments));
    if (function.name().equals("sld")
        && result != null
        && !result.equals(function.call(Arguments.of(result)))) {
      throw new AssertionError(
          "the registered domain of " + arguments[0] + " has another: " + result);
    }
  }
}
