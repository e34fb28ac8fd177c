// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a footer holds, its columns are told or not told, soon. */
class ParquetColumnsFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    ParquetColumns.ofFooter(data.consumeRemainingAsBytes());
  }
}
