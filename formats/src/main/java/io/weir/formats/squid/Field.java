// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.model.ColumnType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a line.
 *
 * @param kind what is made of it
 * @param column the column it is; empty when it is none, or more than one; of a time its form
 * @param before the text that stands before it
 * @param until the character behind it; 0 at the line's end
 */
@SuppressWarnings("ArrayRecordComponent")
record Field(Kind kind, String column, byte[] before, byte until) {
  /** How a value is read. */
  enum Kind {
    /** Seconds since 1970, with or without a fraction: the time of logging. */
    LOGGED,
    /** The same of the start. */
    STARTED,
    /** {@code 22/Mar/2009:09:30:31 +0100}, between brackets. */
    DATE,
    /** A time in a form of strftime's, in the zone of the machine or in UTC. */
    LOCAL_FORM,
    UTC_FORM,
    /** Milliseconds of the second that another value tells. */
    MILLIS,
    TEXT,
    /** The same, and its parts. */
    URL,
    /** Text that tells whether Squid went to the server itself. */
    HIERARCHY,
    /** The address of the server, or of another proxy. */
    PEER,
    NUMBER,
    /** Milliseconds from the start to the time of logging. */
    ELAPSED,
    /** Method, URL and version of a request between quotes. */
    REQUEST,
    SKIPPED
  }

  /** The values of a line in their order. */
  static List<Field> of(List<LogFormat.Item> items) {
    List<Field> fields = new ArrayList<>();
    String before = "";
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof LogFormat.Literal literal) {
        before = literal.text();
      } else if (items.get(i) instanceof LogFormat.Code code) {
        boolean isLast = i + 1 == items.size();
        byte until = 0;
        if (!isLast && items.get(i + 1) instanceof LogFormat.Literal next) {
          until = (byte) next.text().charAt(0);
        }
        fields.add(field(code, before.getBytes(ISO_8859_1), until));
        before = "";
      }
    }
    return fields;
  }

  private static Field field(LogFormat.Code code, byte[] before, byte until) {
    return switch (code.word()) {
      case "ts" -> new Field(Kind.LOGGED, "", before, until);
      case "tS" -> new Field(Kind.STARTED, "", before, until);
      case "tl", "tg" ->
          until == ']'
              ? new Field(Kind.DATE, "", before, until)
              : form(TimePattern.USUAL, code, before, until);
      case "tu" -> new Field(Kind.MILLIS, "", before, until);
      case "weir_request" -> new Field(Kind.REQUEST, "", before, until);
      default -> {
        String word = code.word();
        boolean isTime = word.endsWith("}tl") || word.endsWith("}tg");
        yield isTime
            ? form(word.substring(1, word.length() - 3), code, before, until)
            : value(code, before, until);
      }
    };
  }

  private static Field value(LogFormat.Code code, byte[] before, byte until) {
    return SquidColumns.column(code.word())
        .map(column -> new Field(kind(column), column, before, until))
        .orElseGet(() -> new Field(Kind.SKIPPED, "%" + code.word(), before, until));
  }

  /** A time whose column is its form; one that is not read is passed over. */
  private static Field form(String form, LogFormat.Code code, byte[] before, byte until) {
    Kind kind = code.word().endsWith("tg") ? Kind.UTC_FORM : Kind.LOCAL_FORM;
    return TimePattern.of(form, ZoneOffset.UTC).isPresent()
        ? new Field(kind, form, before, until)
        : new Field(Kind.SKIPPED, "%" + code.word(), before, until);
  }

  private static Kind kind(String column) {
    return switch (column) {
      case SquidColumns.URL -> Kind.URL;
      case SquidColumns.HIERARCHY -> Kind.HIERARCHY;
      case SquidColumns.PEER -> Kind.PEER;
      case SquidColumns.ELAPSED -> Kind.ELAPSED;
      default -> SquidColumns.type(column) == ColumnType.BIGINT ? Kind.NUMBER : Kind.TEXT;
    };
  }
}
