// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

/** Classes, operations and response codes by number and mnemonic (IANA, "DNS Parameters"). */
public final class DnsCodes {
  private static final String[] RCODES = {
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
    "NXRRSET", "NOTAUTH", "NOTZONE", "DSOTYPENI", "RCODE12", "RCODE13", "RCODE14", "RCODE15",
    "BADVERS", "BADKEY", "BADTIME", "BADMODE", "BADNAME", "BADALG", "BADTRUNC", "BADCOOKIE"
  };

  private DnsCodes() {}

  /** The class, such as {@code IN}, or {@code CLASS123} (RFC 3597 §5). */
  public static String className(int value) {
    return switch (value) {
      case 1 -> "IN";
      case 2 -> "CS";
      case 3 -> "CH";
      case 4 -> "HS";
      case 254 -> "NONE";
      case 255 -> "ANY";
      default -> "CLASS" + value;
    };
  }

  /** The operation, such as {@code QUERY}, or {@code OPCODE7}. */
  public static String opcodeName(int opcode) {
    return switch (opcode) {
      case 0 -> "QUERY";
      case 1 -> "IQUERY";
      case 2 -> "STATUS";
      case 4 -> "NOTIFY";
      case 5 -> "UPDATE";
      case 6 -> "DSO";
      default -> "OPCODE" + opcode;
    };
  }

  /** The response code of a message, such as {@code NXDOMAIN}, or {@code RCODE123}. */
  public static String rcodeName(int rcode) {
    return rcode < RCODES.length ? RCODES[rcode] : "RCODE" + rcode;
  }
}
