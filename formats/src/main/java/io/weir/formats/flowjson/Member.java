// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import java.util.Locale;

/**
 * What a member of a record means.
 *
 * @param field the field of {@link io.weir.wire.export.FlowRecord} that it fills
 */
record Member(String key, Kind kind, int field) {
  /** Whether no other member tells more of its field. */
  boolean isLast() {
    return switch (kind) {
      case SECONDS, OTHER_TIME, ICMP_TYPE, ICMP_CODE, EXPORTER, ENTRY, IGNORED -> false;
      default -> true;
    };
  }

  /** How its value is read. */
  enum Kind {
    /** A number. */
    NUMBER,
    /** A number, where 0 means that it is not known. */
    NUMBER_OR_ZERO,
    /** Seconds since 1970; 0 for not known. */
    SECONDS,
    /** Milliseconds since 1970; 0 for not known. */
    MILLIS,
    /** Nanoseconds since 1970, or a date and time; 0 for not known. */
    NANOS,
    /** A date and time. */
    TIME,
    /** A date and time of the zone that an option names, unless it tells its own. */
    LOCAL_TIME,
    /**
     * A date and time as above, or a number since 1970, whose unit its size tells; 0 for not known.
     */
    ANY_TIME,
    /** The same, for records without the time that is meant. */
    OTHER_TIME,
    ADDRESS,
    PROTOCOL,
    FLAGS,
    ICMP_TYPE,
    ICMP_CODE,
    EXPORTER,
    /** The kind of the record, which must be {@code ipfix.entry}. */
    ENTRY,
    /** Known, and of no interest. */
    IGNORED;

    /** What people are told is wrong with a value. */
    String text() {
      return switch (this) {
        case SECONDS, MILLIS, NANOS, TIME, LOCAL_TIME, ANY_TIME, OTHER_TIME -> "time";
        case NUMBER, NUMBER_OR_ZERO -> "number";
        default -> name().toLowerCase(Locale.ROOT).replace('_', ' ');
      };
    }
  }
}
