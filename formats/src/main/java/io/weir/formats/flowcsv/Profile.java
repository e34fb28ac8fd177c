// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the columns of one kind of CSV mean: a mapping file, or one that Weir has.
 *
 * @param name the last part of the native table's name
 * @param about one line for people
 * @param delimiters what may be between fields
 * @param header whether the first line names the columns
 * @param recognised the columns by which a header is known to be of this kind
 * @param fileName what files are called that are of this kind, where the header alone does not tell
 * @param isPackets whether a row is a packet, not a flow
 * @param bytesKind what bytes count: payload, ip or frame
 * @param icmp where type and code of ICMP are
 * @param nulls texts for values that are absent, besides nothing
 * @param zone the zone of times without one; empty for that of {@code --zone}
 * @param others how columns are read that are not named here
 * @param columns the columns; all, in their order, where there is no header
 */
record Profile(
    String name,
    String about,
    List<Character> delimiters,
    Header header,
    List<String> recognised,
    Optional<Pattern> fileName,
    boolean isPackets,
    String bytesKind,
    Icmp icmp,
    List<String> nulls,
    String zone,
    Kind others,
    List<ColumnMapping> columns) {
  Profile {
    delimiters = List.copyOf(delimiters);
    recognised = List.copyOf(recognised);
    nulls = List.copyOf(nulls);
    columns = List.copyOf(columns);
  }

  /** Whether the first line names the columns. */
  enum Header {
    FIRST_LINE,
    NONE,
    MAYBE
  }

  /** Where a file of flows has type and code of ICMP. */
  enum Icmp {
    /** Nowhere. */
    NONE,
    /** The type as the source port, the code as the destination port. */
    PORTS,
    /** Both in the destination port: {@code 8.0} or type * 256 + code. */
    DESTINATION,
    /** Both in the source port in hexadecimal, the type last, as Argus has it. */
    ARGUS
  }

  /**
   * A column.
   *
   * @param names what headers call it, without case
   * @param target the Weir column it becomes; empty when it stays what it is
   * @param form how the values are written; empty for the usual way
   */
  record ColumnMapping(List<String> names, Kind kind, String target, String form) {
    ColumnMapping {
      names = List.copyOf(names);
    }
  }

  /** The name of the native table. */
  String table() {
    return "flowcsv_" + name.replaceAll("[^A-Za-z0-9]+", "_");
  }

  boolean hasTarget(String target) {
    return columns.stream().anyMatch(column -> column.target().equals(target));
  }
}
