// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who the users of a dataset are, as its operator declares it.
 *
 * @param unit of privacy
 * @param zone whose days count: a row belongs to the day of its start there
 * @param columns the column that names the user, by table; a table without one has users by their
 *     addresses among the insiders
 * @param ipv6PrefixLength so many bits of an IPv6 address are one user; 1 to 128
 * @param customers the prefixes of customers; empty unless customers are the unit
 * @param outside what an address does that no prefix of the customers holds
 */
public record Users(
    PrivacyUnit unit,
    ZoneId zone,
    Map<String, String> columns,
    int ipv6PrefixLength,
    List<CustomerPrefix> customers,
    Outside outside) {
  /** What becomes of rows whose address belongs to no customer. */
  public enum Outside {
    /** They are left out. */
    DROP,
    /** Each address is a customer of its own. */
    ITSELF,
    /** All of them are one customer. */
    TOGETHER
  }

  /**
   * A prefix of a customer; the longest that holds an address counts.
   *
   * @param prefix as written, such as {@code 192.0.2.0/24}
   * @param customer the name, which may have several prefixes
   */
  public record CustomerPrefix(String prefix, String customer) {}

  /** The default: addresses, with /64 for IPv6, a day in UTC. */
  public static final Users BY_DAY =
      new Users(PrivacyUnit.USER_DAY, ZoneId.of("UTC"), Map.of(), 64, List.of(), Outside.DROP);

  public Users {
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
    customers = List.copyOf(customers);
    if (ipv6PrefixLength < 1 || ipv6PrefixLength > 128) {
      throw new IllegalArgumentException("prefix length " + ipv6PrefixLength);
    }
    if (unit.isCustomer() == customers.isEmpty()) {
      throw new IllegalArgumentException(unit.word() + " with " + customers.size() + " prefixes");
    }
  }

  /** Whether units are the same, whatever the columns that name them in other tables. */
  boolean hasUnitsOf(Users other) {
    return withoutColumns().equals(other.withoutColumns());
  }

  private Users withoutColumns() {
    return new Users(unit, zone, Map.of(), ipv6PrefixLength, customers, outside);
  }
}
