// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LatticeTest {
  @Test
  void boundsHaveTheDigitsOfSql() {
    Lattice lattice =
        new Lattice("c_rtt_ms", BigDecimal.ZERO, new BigDecimal("0.12345678901234567890"));
    assertThat(lattice.high()).isEqualTo(new BigDecimal("0.1234567890123457"));
  }
}
