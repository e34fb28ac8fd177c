// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.enrich.IpAddress;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Users.CustomerPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads networks and tables of customers' prefixes. */
final class Networks {
  private Networks() {}

  /**
   * A network as it was written.
   *
   * @throws WeirException of kind USAGE for what is none
   */
  static String checked(String text, String where) {
    int slash = text.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    int most = address != null && address.isV4() ? 32 : 128;
    boolean isLength =
        slash < 0 || (text.substring(slash + 1).matches("\\d{1,3}") && bits(text, slash) <= most);
    if (address == null || !isLength) {
      throw WeirException.usage(
          "Cannot use %s as a network in %s: it is none. Write one such as 192.0.2.0/24 or"
              + " 2001:db8::/32.",
          text, where);
    }
    return slash < 0 ? text + "/" + most : text;
  }

  private static int bits(String text, int slash) {
    return Integer.parseInt(text.substring(slash + 1));
  }

  /** A table of lines PREFIX,CUSTOMER; lines that are empty or begin with # say nothing. */
  static List<CustomerPrefix> customers(Path file) {
    List<CustomerPrefix> customers = new ArrayList<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw WeirException.usage(
          "Cannot read the customers in %s: %s. Name a text file with a line PREFIX,CUSTOMER for"
              + " each prefix.",
          file, WeirException.reason(e));
    }
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int comma = line.indexOf(',');
      if (comma < 0 || line.substring(comma + 1).isBlank()) {
        throw WeirException.usage(
            "Cannot read the customers in %s: a line tells no customer (%s). Write PREFIX,CUSTOMER.",
            file, line);
      }
      String prefix = checked(line.substring(0, comma).strip(), file.toString());
      customers.add(new CustomerPrefix(prefix, line.substring(comma + 1).strip()));
    }
    return customers;
  }
}
