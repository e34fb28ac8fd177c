// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

/**
 * What a member of a record means.
 *
 * @param field the field of {@link io.weir.wire.export.FlowRecord} that it fills
 */
record Member(String key, Kind kind, int field) {
  /** How its value is read. */
  enum Kind {
    /** A number. */
    NUMBER,
    /** A number, where 0 means that it is not known. */
    NUMBER_OR_ZERO,
    /** Nanoseconds since 1970. */
    NANOS,
    /** A date and time. */
    TIME,
    /** A date and time of the zone that an option names, unless it tells its own. */
    LOCAL_TIME,
    ADDRESS,
    PROTOCOL,
    FLAGS,
    ICMP_TYPE,
    ICMP_CODE,
    EXPORTER
  }
}
