// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.PrivacyUnit;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.ledger.Users.CustomerPrefix;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TakenTest {
  private static final Days DAY = new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1));
  private static final String PREFIX =
      "CASE WHEN contains(w_address, ':') THEN coalesce(ip_prefix(w_address, 56), w_address) ELSE"
          + " w_address END";

  private static Dataset dataset(PrivacyUnit unit, Map<String, String> columns, int bits) {
    List<CustomerPrefix> customers =
        unit.isCustomer() ? List.of(new CustomerPrefix("192.0.2.0/24", "A")) : List.of();
    return new Dataset(
        "campus",
        List.of("logs"),
        Map.of(),
        new Users(unit, ZoneId.of("UTC"), columns, bits, customers, Users.Outside.ITSELF),
        Direction.OF_DATA,
        new Cap.Pure(Epsilon.parse("1")),
        Delta.LARGEST,
        "campus");
  }

  private static String sql(PrivacyUnit unit, Map<String, String> columns, int bits) {
    return new Taken(dataset(unit, columns, bits), "flows", DAY).write().statement().sql();
  }

  private static String unit(PrivacyUnit unit, Map<String, String> columns, int bits) {
    return new Taken(dataset(unit, columns, bits), "flows", DAY).unitOf().statement().sql();
  }

  @Test
  void addressesOfOneHouseholdAreOneUnitWhereverTheyStand() {
    Map<String, String> column = Map.of("flows", "c_ip");
    assertThat(unit(PrivacyUnit.USER, Map.of(), 56)).isEqualTo(PREFIX);
    assertThat(unit(PrivacyUnit.USER, column, 56)).isEqualTo(PREFIX);
    assertThat(unit(PrivacyUnit.CUSTOMER, column, 56)).endsWith(" ELSE " + PREFIX + " END");
    assertThat(unit(PrivacyUnit.USER, column, 128)).isEqualTo("w_address");
  }

  @Test
  void aUserWhoIsTheServerStandsAtItsEnd() {
    assertThat(sql(PrivacyUnit.USER, Map.of("flows", "s_ip"), 64)).contains("'s' AS w_side");
    assertThat(sql(PrivacyUnit.USER, Map.of("flows", "c_ip"), 64)).contains("'c' AS w_side");
  }

  @Test
  void aUserWhoIsNoEndHasNoWay() {
    Dataset dataset = dataset(PrivacyUnit.USER, Map.of("flows", "tunnel"), 64);
    Frame plain = new Frame("flows", DAY, List.of(), Optional.empty());
    Frame outgoing = new Frame("flows", DAY, List.of(Condition.Way.OUTGOING), Optional.empty());
    PublicColumns.require(volume(plain, Measure.ALL), dataset);
    for (Question question :
        List.of(volume(plain, Measure.UPLOAD), volume(outgoing, Measure.FLOWS))) {
      assertThatThrownBy(() -> PublicColumns.require(question, dataset))
          .isInstanceOf(WeirException.class)
          .hasMessage(
              "Cannot ask flows which way flows or bytes went: the user's column tunnel tells no end"
                  + " of a flow. Leave --way out, and ask for all bytes or flows.");
    }
  }

  private static Question volume(Frame frame, Measure measure) {
    return new Question.Volume(
        frame, measure, Optional.empty(), 1000, OptionalInt.empty(), OptionalInt.empty());
  }
}
