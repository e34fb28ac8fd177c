// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.JsonLead;
import io.weir.formats.lines.JsonPlaces;
import io.weir.formats.lines.JsonPlaces.Place;
import io.weir.formats.lines.JsonRest;
import io.weir.formats.lines.LineDecoder;
import io.weir.formats.suricata.EveKeys.Target;
import io.weir.formats.suricata.EvePlan.Fixed;
import io.weir.formats.zeek.JsonText;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of events, one a line. An event is a row of its kind's table; what names a server is
 * one of the table of names too. What is no event is rejected, except by the reader of names alone.
 */
final class EveLines implements LineDecoder {
  private static final byte[] EVENT_TYPE = "event_type".getBytes(US_ASCII);
  private static final String BAD_JSON = "bad JSON";

  /** An event's name, and what to take of it. */
  private static final class Event {
    private final byte[] name;
    private final List<EvePlan> plans;

    Event(String name, List<EvePlan> plans) {
      this.name = name.getBytes(UTF_8);
      this.plans = List.copyOf(plans);
    }

    boolean is(byte[] bytes, int from, int end) {
      return Arrays.equals(bytes, from, end, name, 0, name.length);
    }
  }

  private final List<Event> events = new ArrayList<>();
  private final Event others;
  private final TimeRange range;
  private final boolean isOfNames;
  private final byte[] path;
  private final JsonText text = new JsonText();
  private final JsonRest rest = new JsonRest();
  private final EveCells cells = new EveCells();
  private final JsonPlaces<Boolean> types = new JsonPlaces<>();
  private long[] setIn = new long[0];
  private long stamp;
  private int missing;

  /** Objects that are not at their end. */
  private int open;

  // The record that is being read.
  private byte[] bytes = new byte[0];
  private int end;
  private int keyFrom;
  private int keyTo;
  private boolean isEnd;
  private int typeFrom;
  private int typeEnd;
  private EvePlan plan;

  @SuppressWarnings("NullAway.Init") // set before a record is read
  private CellWriter rows;

  private @Nullable String defect;

  EveLines(Scan scan, String path) {
    this.path = path.getBytes(UTF_8);
    range = scan.range();
    isOfNames = scan.tables().stream().allMatch(table -> EveTables.isNames(table.table()));
    for (Map.Entry<String, List<EveTable>> entry : EveTables.BY_EVENT.entrySet()) {
      events.add(event(entry.getKey(), entry.getValue(), scan));
    }
    others = event("", List.of(EveTables.OTHER), scan);
    plan = EvePlan.of(EveTables.OTHER, scan, 0);
  }

  private Event event(String name, List<EveTable> tables, Scan scan) {
    List<EvePlan> plans = new ArrayList<>();
    for (EveTable table : tables) {
      int position = position(scan, table.schema());
      if (position >= 0) {
        EvePlan made = EvePlan.of(table, scan, position);
        plans.add(made);
        if (made.size() > setIn.length) {
          setIn = new long[made.size()];
        }
      }
    }
    return new Event(name, plans);
  }

  private static int position(Scan scan, TableSchema schema) {
    for (int i = 0; i < scan.tables().size(); i++) {
      if (scan.tables().get(i).table().name().equals(schema.name())) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public @Nullable String decode(byte[] line, int from, int to, long number, CellWriter[] out) {
    bytes = line;
    end = to;
    defect = null;
    int first = JsonText.skipBlanks(line, from, to);
    if (first == to) {
      return PASSED;
    }
    if (line[first] != '{' || !findType(first)) {
      return isOfNames ? PASSED : defect == null ? BAD_JSON : defect;
    }
    Event event = event();
    if (event.plans.isEmpty()) {
      return PASSED;
    }
    for (int i = 0; i < event.plans.size(); i++) {
      plan = event.plans.get(i);
      rows = out[plan.table()];
      String wrong = record(first, number);
      if (wrong != null) {
        rows.dropRow();
        return wrong;
      }
    }
    return null;
  }

  private Event event() {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).is(bytes, typeFrom, typeEnd)) {
        return events.get(i);
      }
    }
    return others;
  }

  /** Looks for the kind of the event; false, with the defect noted, when there is none. */
  private boolean findType(int start) {
    defect = BAD_JSON;
    int i = start + 1;
    Place<Boolean> place = types.start();
    while (true) {
      Place<Boolean> expected = place.behind(bytes, i, end);
      int from = expected == null ? anyMember(i, i > start + 1) : from(expected, i);
      int stop = from == JsonText.BAD ? JsonText.BAD : valueEnd(from);
      if (stop == JsonText.BAD) {
        return false;
      }
      place = expected == null ? type(place, new JsonLead(bytes, i, from)) : expected;
      if (Boolean.TRUE.equals(place.target())) {
        typeFrom = from + 1;
        typeEnd = stop - 1;
        defect = bytes[from] == '"' ? null : "no event";
        return bytes[from] == '"';
      }
      i = stop;
    }
  }

  /** The member whose key we are at, which is remembered as one behind another. */
  private Place<Boolean> type(Place<Boolean> before, JsonLead lead) {
    Place<Boolean> known = types.find(before, lead);
    boolean isType = Arrays.equals(bytes, keyFrom, keyTo, EVENT_TYPE, 0, EVENT_TYPE.length);
    return known == null ? types.add(before, lead, isType, !isType) : known;
  }

  /** Where the value of the expected member at an index begins, a string with its quote. */
  private static int from(Place<?> expected, int at) {
    JsonLead lead = expected.lead();
    return at + lead.length() - (lead.kind() == JsonLead.Kind.WORD ? 0 : 1);
  }

  /** The value of the next member, whose key is noted; at the object's end notes the defect. */
  private int anyMember(int at, boolean isBehindOther) {
    int i = JsonText.skipBlanks(bytes, at, end);
    if (isBehindOther && i < end && bytes[i] == ',') {
      i = JsonText.skipBlanks(bytes, i + 1, end);
    }
    if (i < end && bytes[i] == '}') {
      defect = "no event";
    }
    return i < end && bytes[i] == '"' ? key(i) : JsonText.BAD;
  }

  /** The value of the next member, whose key is noted; at the object's end its bracket. */
  private int member(int at, boolean isBehindOther) {
    int i = JsonText.skipBlanks(bytes, at, end);
    isEnd = i < end && bytes[i] == '}';
    if (isEnd) {
      return i;
    }
    if (isBehindOther) {
      if (i >= end || bytes[i] != ',') {
        return JsonText.BAD;
      }
      i = JsonText.skipBlanks(bytes, i + 1, end);
    }
    return i < end && bytes[i] == '"' ? key(i) : JsonText.BAD;
  }

  /** Notes the key that begins at a quote; where its value begins. */
  private int key(int quote) {
    keyFrom = quote + 1;
    keyTo = text.stringEnd(bytes, keyFrom, end);
    return keyTo == JsonText.BAD ? JsonText.BAD : value(keyTo);
  }

  /** Where the value begins of a key that ends at a quote. */
  private int value(int quote) {
    int i = JsonText.skipBlanks(bytes, quote + 1, end);
    if (i >= end || bytes[i] != ':') {
      return JsonText.BAD;
    }
    i = JsonText.skipBlanks(bytes, i + 1, end);
    return i < end ? i : JsonText.BAD;
  }

  /** Reads the record as the plan wants it; null, or why it is rejected. */
  private @Nullable String record(int first, long number) {
    stamp++;
    defect = null;
    cells.begin();
    // Without a wanted value records are read whole.
    missing = plan.wanted() == 0 ? -1 : plan.wanted();
    open = 0;
    int behind = object(plan.keys(), first, true);
    if (behind == JsonText.BAD || !isWhole(behind)) {
      return defect == null ? BAD_JSON : defect;
    }
    long start = cells.start();
    if (start != EveCells.NO_TIME && !range.contains(start)) {
      rows.dropRow();
      return null;
    }
    if (start != EveCells.NO_TIME && plan.start() >= 0 && plan.isWritten(plan.start())) {
      rows.setLong(plan.start(), start);
    }
    for (int i = 0; i < plan.fixed().size(); i++) {
      Fixed fixed = plan.fixed().get(i);
      rows.setBytes(fixed.column(), fixed.bytes(), 0, fixed.bytes().length);
    }
    if (plan.file() >= 0) {
      rows.setBytes(plan.file(), path, 0, path.length);
    }
    if (plan.line() >= 0 && number > 0) {
      rows.setLong(plan.line(), number);
    }
    rows.endRow();
    return null;
  }

  /** Values behind the last wanted one are not looked at, but the record must end with its line. */
  private boolean isWhole(int behind) {
    return open > 0
        ? rest.closes(bytes, behind, end, open)
        : JsonText.skipBlanks(bytes, behind, end) == end;
  }

  /** Behind a value; {@link JsonText#BAD} also for a word that something else begins in. */
  private int valueEnd(int from) {
    byte first = bytes[from];
    if (first >= '0' && first <= '9') {
      int behind = Bytes.behindDigits(bytes, from, end);
      if (behind < end && (bytes[behind] == ',' || bytes[behind] == '}')) {
        return behind;
      }
    }
    int stop = text.valueEnd(bytes, from, end);
    if (first != '"' && first != '{' && first != '[') {
      for (int i = from; i < stop; i++) {
        if (bytes[i] == '"' || bytes[i] == '{' || bytes[i] == '[') {
          return JsonText.BAD;
        }
      }
    }
    return stop;
  }

  /**
   * Reads an object; behind it, or behind the last wanted value, or {@link JsonText#BAD}, with the
   * defect noted if not JSON's.
   */
  private int object(EveKeys keys, int start, boolean isWhole) {
    open++;
    // The event's own part is found by its key, which expected members do not tell.
    boolean isOwn = isWhole && plan.ownPart() >= 0;
    int i = start + 1;
    Place<EveKeys.Key> place = keys.places().start();
    while (true) {
      Place<EveKeys.Key> expected = isOwn ? null : place.behind(bytes, i, end);
      int from = expected == null ? member(i, i > start + 1) : from(expected, i);
      if (expected == null && isEnd) {
        open--;
        return from + 1;
      }
      if (from == JsonText.BAD) {
        return JsonText.BAD;
      }
      place = expected == null ? place(keys, place, new JsonLead(bytes, i, from)) : expected;
      EveKeys.Key key = place.target();
      if (key == null) {
        int stop = valueEnd(from);
        if (isOwn && stop != JsonText.BAD) {
          ownPart(keyFrom, keyTo, from, stop);
        }
        i = stop;
      } else {
        i = wanted(key, from);
      }
      if (i == JsonText.BAD || missing == 0) {
        return i;
      }
    }
  }

  private Place<EveKeys.Key> place(EveKeys keys, Place<EveKeys.Key> before, JsonLead lead) {
    Place<EveKeys.Key> known = keys.places().find(before, lead);
    if (known != null) {
      return known;
    }
    EveKeys.Key key = keys.find(bytes, keyFrom, keyTo);
    return keys.places().add(before, lead, key, key == null);
  }

  private void ownPart(int keyFrom, int keyTo, int from, int stop) {
    if (Arrays.equals(bytes, keyFrom, keyTo, bytes, typeFrom, typeEnd) && isFirst(plan.ownPart())) {
      rows.setBytes(plan.ownPart(), bytes, from, stop - from);
    }
  }

  private int wanted(EveKeys.Key key, int from) {
    EveKeys inner = key.inner();
    if (inner != null && bytes[from] == '{') {
      return object(inner, from, false);
    }
    int stop = valueEnd(from);
    if (stop == JsonText.BAD || isNull(from, stop)) {
      return stop;
    }
    List<Target> targets = key.targets();
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (isTime(target) ? isTold(target) : isFirst(target.column())) {
        String wrong = cells.set(target, bytes, from, stop, rows);
        if (wrong != null) {
          defect = wrong + " in " + plan.names().get(target.column());
          return JsonText.BAD;
        }
      }
    }
    return stop;
  }

  private boolean isNull(int from, int stop) {
    return stop - from == 4 && bytes[from] == 'n';
  }

  /** Whether a value is noted, and written with the rest. */
  private static boolean isTime(Target target) {
    Source.Kind kind = target.source().kind();
    return kind == Source.Kind.START || kind == Source.Kind.LOGGED;
  }

  /** Notes that the time is known, unless another value may tell it better; always true. */
  private boolean isTold(Target target) {
    if (target.source().kind() == Source.Kind.START || !plan.hasStart()) {
      isFirst(target.column());
    }
    return true;
  }

  /** True when this is the record's first value for a column. */
  private boolean isFirst(int column) {
    if (setIn[column] == stamp) {
      return false;
    }
    setIn[column] = stamp;
    missing--;
    return true;
  }
}
