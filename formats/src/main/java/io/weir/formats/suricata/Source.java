// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

/**
 * Where in a record a column's value is.
 *
 * @param path the keys of the objects that it is in, and its own, with points between them
 * @param bit the bit of a number that is meant, for {@link Kind#FLAG}
 */
record Source(String path, Kind kind, int bit) {
  /** How a value is read. */
  enum Kind {
    TEXT,
    NUMBER,
    /** A number in hexadecimal, as text. */
    HEX,
    /** A bit of a number in hexadecimal. */
    FLAG,
    BOOL,
    TIME,
    /** The time at which the record begins. */
    START,
    /** The time of the event, at which the record begins when it tells no other. */
    LOGGED,
    /** An address; IPv6 as RFC 5952 has it. */
    ADDRESS,
    /** The number of a protocol that is told by its name. */
    PROTOCOL,
    /** The first of several VLANs, or the only one. */
    OUTER,
    /** The second of several VLANs. */
    INNER,
    /** An array of texts. */
    WORDS,
    /** A list of one value. */
    ONE,
    /** The data of records in an array. */
    DATA,
    /** The types of records in an array. */
    TYPES,
    /** The times to live of records in an array. */
    LIVES,
    /** The name in the first of some questions. */
    ASKED_NAME,
    /** The type in the first of some questions. */
    ASKED_TYPE
  }

  Source(String path, Kind kind) {
    this(path, kind, 0);
  }
}
