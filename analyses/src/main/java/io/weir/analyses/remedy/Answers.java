// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The data of a response's answer records.
 *
 * @param names the names among them, those of a chain of CNAMEs
 * @param addresses the different addresses
 * @param servers each network with its addresses, in the order of the alphabet
 */
record Answers(int names, int addresses, SortedMap<String, List<String>> servers) {
  private static final char NEXT = ';';
  private static final char DATA = '|';

  /**
   * Reads what the query {@link RemedySql} makes: {@code network|data} for each record, semicolons
   * between; the network is empty where the data is no address.
   */
  static Answers read(String text) {
    int names = 0;
    SortedSet<String> addresses = new TreeSet<>();
    int from = 0;
    while (from <= text.length()) {
      int to = text.indexOf(NEXT, from);
      String record = text.substring(from, to < 0 ? text.length() : to);
      if (record.indexOf(DATA) > 0) {
        addresses.add(record);
      } else if (record.indexOf(' ') < 0) {
        // Data with blanks is that of other records, such as signatures.
        names++;
      }
      from = to < 0 ? text.length() + 1 : to + 1;
    }
    SortedMap<String, List<String>> servers = new TreeMap<>();
    for (String record : addresses) {
      int data = record.indexOf(DATA);
      servers
          .computeIfAbsent(record.substring(0, data), network -> new ArrayList<>())
          .add(record.substring(data + 1));
    }
    return new Answers(names, addresses.size(), servers);
  }
}
