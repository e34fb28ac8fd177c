// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Rho;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeclarationTextTest {
  @Test
  void everythingThatIsDeclaredIsKept() {
    Users users =
        new Users(
            PrivacyUnit.CUSTOMER_DAY,
            ZoneId.of("Europe/Rome"),
            Map.of("tstat_tcp_complete", "c_ip", "flows", "c_ip"),
            56,
            List.of(
                new Users.CustomerPrefix("192.0.2.0/24", "A = B"),
                new Users.CustomerPrefix("2001:db8::/48", "C")),
            Users.Outside.TOGETHER);
    Direction direction =
        new Direction(Direction.Source.NETWORKS, List.of("192.0.2.0/24"), Direction.Internal.BOTH);
    Dataset dataset =
        new Dataset(
            "campus",
            List.of("logs/a", "logs/b c"),
            Map.of("input-format", "tstat"),
            users,
            direction,
            new Cap.Concentrated(Rho.parse("0.5"), Delta.parse("0.0000001")),
            Declared.DELTA,
            "all");
    String text = DeclarationText.of(dataset);
    assertThat(DeclarationText.dataset("campus", "all", text)).isEqualTo(dataset);
    assertThat(text)
        .isEqualTo(
            """
            input logs/a
            input logs/b c
            reading input-format=tstat
            unit customer-day
            zone Europe/Rome
            user-column flows=c_ip
            user-column tstat_tcp_complete=c_ip
            ipv6-prefix-length 56
            customer 192.0.2.0/24=A = B
            customer 2001:db8::/48=C
            outside together
            direction networks
            insiders 192.0.2.0/24
            internal both
            cap rho 0.5 delta 0.0000001
            delta 0.0000005
            """);
  }

  @Property
  void anyNameOfAFileIsKept(@ForAll String input) {
    Dataset dataset =
        new Dataset(
            "d",
            List.of(input),
            Map.of(),
            Users.BY_DAY,
            Direction.OF_DATA,
            Declared.epsilon("1"),
            Declared.DELTA,
            "d");
    assertThat(DeclarationText.dataset("d", "d", DeclarationText.of(dataset))).isEqualTo(dataset);
  }
}
