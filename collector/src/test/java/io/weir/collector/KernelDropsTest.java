// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelDropsTest {
  private static final String TABLE =
      """
         sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
       1057: 0100007F:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12345 2 0000000000000000 42
       1058: 00000000:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12346 2 0000000000000000 8
       1059: 0100007F:0808 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12347 2 0000000000000000 7
      """;

  @Test
  void sumsTheSocketsOfAPort() {
    assertThat(KernelDrops.ofPort(TABLE, 2055)).isEqualTo(50);
    assertThat(KernelDrops.ofPort(TABLE, 2056)).isEqualTo(7);
    assertThat(KernelDrops.ofPort(TABLE, 2057)).isEqualTo(-1);
    assertThat(KernelDrops.ofPort("", 2055)).isEqualTo(-1);
  }
}
