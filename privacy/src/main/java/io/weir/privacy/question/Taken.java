// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.tables.FiveTables;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.ledger.Users.CustomerPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows as they are taken from the table, once for all questions: the address and its day, and
 * the columns that questions ask for, each under a short name.
 */
final class Taken {
  static final String NAME = "w_taken";
  static final String UNIT = "w_unit";
  static final String DAY = "w_day";

  /** One row counts this much at most: 1 PB. So no sum of any rows is too large for its type. */
  static final long MOST_BYTES = 1_000_000_000_000_000L;

  private static final String SIDE = "w_side";
  static final String ADDRESS = "w_address";
  private static final String DIRECTION = "w_direction";

  private final Users users;
  private final Direction direction;
  private final String table;
  private final Days days;
  private final WallClock clock;
  private final Map<String, String> aliases = new LinkedHashMap<>();

  Taken(Dataset dataset, String table, Days days) {
    this.users = dataset.users();
    this.direction = dataset.direction();
    this.table = table;
    this.days = days;
    this.clock = new WallClock(days, users.zone());
  }

  /** The name of a column of the table. */
  String column(String name) {
    return expression(SqlText.quoted(name));
  }

  /** The name of an expression over the table's columns, which must be total. */
  String expression(String sql) {
    return aliases.computeIfAbsent(sql, key -> "w_c" + aliases.size());
  }

  /** The user's end: {@code 'c'} when it is the client, {@code 's'} when it is the server. */
  String side() {
    return expression(SIDE);
  }

  /**
   * Bytes that the user sent and received, whichever end the user is. Where both are whole numbers,
   * the bits of both tell of nearly all rows by one comparison that each is within bounds: that is
   * cheaper than to clip them.
   */
  String bytes() {
    String clipped = bytes("c_bytes") + " + " + bytes("s_bytes");
    if (FiveTables.named(table).isEmpty()) {
      return expression(clipped);
    }
    return expression(
        "CASE WHEN (c_bytes | s_bytes) BETWEEN 0 AND %d THEN c_bytes + s_bytes ELSE %s END"
            .formatted(MOST_BYTES, clipped));
  }

  /** Bytes that the user sent. */
  String upload() {
    return expression(bytes("CASE WHEN w_side = 's' THEN s_bytes ELSE c_bytes END"));
  }

  /** Bytes that the user received. */
  String download() {
    return expression(bytes("CASE WHEN w_side = 's' THEN c_bytes ELSE s_bytes END"));
  }

  /** The wall clock's time in microseconds. */
  String time() {
    return expression(clock.localMicros());
  }

  private static String bytes(String value) {
    return clipped("(" + value + ")", MOST_BYTES);
  }

  /** A number from 0 to a limit; NULL is 0, for both functions look for what is no NULL. */
  static String clipped(String value, long limit) {
    return "least(greatest(" + value + ", 0), " + limit + ")";
  }

  /** The columns of an address, as those of {@link #unit}. */
  String address() {
    return hasDay() ? ADDRESS + ", " + DAY : ADDRESS;
  }

  /** The columns of a unit, divided by commas. */
  String unit() {
    return hasDay() ? UNIT + ", " + DAY : UNIT;
  }

  /** Whether days divide units: of one day there is nothing to divide. */
  boolean hasDay() {
    return users.unit().isDaily() && days.count() > 1;
  }

  /** Whether the wall clock goes evenly, so that no day has a length of time of another. */
  boolean hasPlainDays() {
    return clock.isEven();
  }

  /**
   * The statement that takes the rows; to be written when all columns are asked for. Rows without
   * an address are among them: it is cheaper to leave out their sum, which has no unit.
   */
  SqlText write() {
    SqlText sql = new SqlText().add("SELECT " + ADDRESS);
    if (hasDay()) {
      String time = clock.localMicros();
      sql.add(", " + time + " - " + time + " % " + WallClock.MICROS_OF_DAY + " AS " + DAY);
    }
    aliases.forEach((expression, alias) -> sql.add(", " + expression + " AS " + alias));
    return sql.add(" FROM (").add(ends()).add(")");
  }

  /** The unit's user of an address: it, a name or a customer; NULL leaves its rows out. */
  SqlText unitOf() {
    if (users.unit().isCustomer()) {
      return customer();
    }
    return new SqlText().add(address(users.ipv6PrefixLength()));
  }

  /** The end's address, of IPv6 its prefix; a name stays, though it has a colon in it. */
  private static String address(int bits) {
    return bits == 128
        ? ADDRESS
        : "CASE WHEN contains(%s, ':') THEN coalesce(ip_prefix(%s, %d), %s) ELSE %s END"
            .formatted(ADDRESS, ADDRESS, bits, ADDRESS, ADDRESS);
  }

  /** The customer with the longest prefix. */
  private SqlText customer() {
    List<CustomerPrefix> prefixes = new ArrayList<>(users.customers());
    prefixes.sort((a, b) -> Integer.compare(bits(b.prefix()), bits(a.prefix())));
    SqlText sql = new SqlText().add("CASE ");
    for (CustomerPrefix prefix : prefixes) {
      sql.add("WHEN cidr_match(" + ADDRESS + ", ").bind(prefix.prefix()).add(") THEN ");
      // No address looks like this.
      sql.bind("customer " + prefix.customer()).add(" ");
    }
    return switch (users.outside()) {
      case DROP -> sql.add("END");
      case ITSELF -> sql.add("ELSE " + address(users.ipv6PrefixLength()) + " END");
      case TOGETHER -> sql.add("WHEN " + ADDRESS + " IS NOT NULL THEN 'outside' END");
    };
  }

  private static int bits(String prefix) {
    int slash = prefix.indexOf('/');
    return slash < 0 ? 128 : Integer.parseInt(prefix.substring(slash + 1));
  }

  /** The column that names the user; null where addresses do. */
  private @Nullable String column() {
    return users.columns().get(table);
  }

  /** The rows with the user's end and its address; a flow between users has none. */
  private SqlText ends() {
    String user = column();
    if (user != null) {
      String address = "CAST(" + SqlText.quoted(user) + " AS STRING)";
      return new SqlText()
          .add("SELECT *, " + (user.equals("s_ip") ? "'s'" : "'c'") + " AS " + SIDE + ", ")
          .add(address + " AS " + ADDRESS + " FROM ")
          .add(SqlText.quoted(table))
          .add(" WHERE " + clock.condition());
    }
    SqlText sql = new SqlText().add("SELECT *, ");
    sql.add("CASE " + DIRECTION + " WHEN 'outgoing' THEN c_ip WHEN 'incoming' THEN s_ip END");
    sql.add(" AS " + ADDRESS + ", CASE " + DIRECTION + " WHEN 'incoming' THEN 's' ELSE 'c' END");
    sql.add(" AS " + SIDE);
    sql.add(" FROM (SELECT *, ").add(directionOfRow(direction)).add(" AS " + DIRECTION + " FROM ");
    return sql.add(SqlText.quoted(table)).add(" WHERE " + clock.condition()).add(")");
  }

  /** Where a row goes to, as a dataset tells it; NULL where it does not. */
  static SqlText directionOfRow(Direction direction) {
    if (direction.source() == Direction.Source.DATA) {
      return new SqlText().add("direction");
    }
    return new SqlText()
        .add("CASE WHEN ")
        .add(inside("c_ip", direction))
        .add(" THEN CASE WHEN ")
        .add(inside("s_ip", direction))
        .add(" THEN 'internal' ELSE 'outgoing' END WHEN ")
        .add(inside("s_ip", direction))
        .add(" THEN 'incoming' ELSE 'external' END");
  }

  /**
   * Whether an address is inside. No OR: Spark pushes one of functions into the scan, and fails.
   */
  private static SqlText inside(String address, Direction direction) {
    SqlText sql = new SqlText().add("CASE");
    for (String network : direction.insiders()) {
      sql.add(" WHEN cidr_match(" + address + ", ").bind(network).add(") THEN 1");
    }
    return sql.add(" ELSE 0 END = 1");
  }
}
