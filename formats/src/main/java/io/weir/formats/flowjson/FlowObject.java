// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.export.FlowCells;
import io.weir.formats.export.RecordValues;
import io.weir.formats.nfdump.NfdumpZone;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.IpText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object at a time as a row of {@code flows}. The members of a record are expected
 * where those of the record before were. Not thread-safe.
 */
final class FlowObject {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int MOST_PLACES = 128;

  /** A member as it was found at a place; null target: one that fills nothing. */
  private static final class Place {
    final byte[] key;
    final @Nullable Member target;

    Place(byte[] key, @Nullable Member target) {
      this.key = key;
      this.target = target;
    }
  }

  private final Dialect dialect;
  private final FlowCells cells;
  private final NfdumpZone zone;
  private final long wanted;
  private final FlatObject object = new FlatObject();
  private final FlowRecord flow = new FlowRecord();
  private final RecordValues values = new RecordValues(flow);
  private final @Nullable Place[] places = new @Nullable Place[MOST_PLACES];
  private final byte[] address = new byte[16];
  private byte[] bytes = new byte[0];
  private long records;
  private int icmpMembers;
  private boolean hasExporter;
  private int protocolFrom = -1;
  private int protocolTo;

  FlowObject(Dialect dialect, Scan scan) {
    this.dialect = dialect;
    cells = new FlowCells(scan.tables().get(0), scan.range());
    cells.source(dialect.source());
    zone = NfdumpZone.of(scan.options());
    long fields = cells.fields();
    // The addresses tell the version, and it tells which ICMP is meant.
    long needVersion = 1L << FlowRecord.IP_VERSION | 1L << FlowRecord.PROTOCOL;
    wanted = (fields & needVersion) == 0 ? fields : fields | 1L << FlowRecord.SRC_ADDRESS;
  }

  FlowCells cells() {
    return cells;
  }

  /** Rows decoded so far, those outside the time range included. */
  long records() {
    return records;
  }

  /** Reads the object {@code bytes[from .. end)}; empty, or why it is rejected. */
  String read(byte[] newBytes, int from, int end, CellWriter out) {
    bytes = newBytes;
    flow.clear();
    icmpMembers = 0;
    hasExporter = false;
    protocolFrom = -1;
    object.open(newBytes, from, end);
    int place = 0;
    while (object.next()) {
      Member member = member(place++);
      if (member != null && !object.isNull() && !take(member)) {
        return "bad " + member.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      }
    }
    if (object.isBad()) {
      return "bad JSON";
    }
    if (place == 0) {
      return "no flow";
    }
    String defect = protocol();
    if (!defect.isEmpty()) {
      return defect;
    }
    if (!hasExporter) {
      cells.withoutExporter();
    }
    if (!cells.isWanted(values)) {
      records++;
      return "";
    }
    defect = cells.write(values, out);
    if (defect.isEmpty()) {
      records++;
    }
    return defect;
  }

  private @Nullable Member member(int index) {
    Place place = index < MOST_PLACES ? places[index] : null;
    if (place != null && object.isKey(place.key)) {
      return place.target;
    }
    int length = object.keyTo() - object.keyFrom();
    String key = new String(bytes, object.keyFrom(), length, UTF_8);
    Member found =
        dialect.members().stream()
            .filter(member -> member.key().equals(key))
            .filter(member -> member.kind() == Member.Kind.EXPORTER || isWanted(member.field()))
            .findFirst()
            .orElse(null);
    if (index < MOST_PLACES) {
      places[index] = new Place(Arrays.copyOfRange(bytes, object.keyFrom(), object.keyTo()), found);
    }
    return found;
  }

  private boolean isWanted(int field) {
    return (wanted & (1L << field)) != 0;
  }

  /** Takes a member's value; false when it is not such a value. */
  private boolean take(Member member) {
    int from = object.valueFrom();
    int to = object.valueTo();
    int field = member.field();
    switch (member.kind()) {
      case NUMBER -> {
        return set(field, Texts.number(bytes, from, to));
      }
      case NUMBER_OR_ZERO -> {
        long value = Texts.number(bytes, from, to);
        return value == 0 || set(field, value);
      }
      case NANOS -> {
        long nanos = Texts.number(bytes, from, to);
        return set(field, nanos == Texts.BAD ? nanos : nanos / 1000);
      }
      case TIME -> {
        return set(field, Texts.time(bytes, from, to));
      }
      case LOCAL_TIME -> {
        long time = Texts.time(bytes, from, to);
        boolean isLocal = time != Texts.BAD && Texts.isWithoutZone(bytes, from, to);
        return time == 0 || set(field, isLocal ? zone.utc(time) : time);
      }
      case FLAGS -> {
        return set(field, Texts.flags(bytes, from, to));
      }
      case ICMP_TYPE, ICMP_CODE -> {
        return icmp(member.kind(), Texts.number(bytes, from, to));
      }
      case PROTOCOL -> {
        // Which ICMP is meant is known only when the addresses are.
        protocolFrom = from;
        protocolTo = to;
        return true;
      }
      case ADDRESS -> {
        return address(field, from, to);
      }
      case EXPORTER -> {
        return exporter(from, to);
      }
    }
    return true;
  }

  private boolean set(int field, long value) {
    if (value == Texts.BAD) {
      return false;
    }
    flow.set(field, value);
    return true;
  }

  private boolean icmp(Member.Kind kind, long value) {
    if (value < 0 || value > 255) {
      return false;
    }
    icmpMembers += kind == Member.Kind.ICMP_TYPE ? (int) value << 8 : (int) value;
    flow.set(FlowRecord.ICMP, icmpMembers);
    return true;
  }

  private boolean address(int field, int from, int to) {
    if (from == to) {
      return true; // Not known.
    }
    int length = IpText.parse(bytes, from, to - from, address);
    if (length != 4 && length != 16) {
      return false;
    }
    int version = length == 4 ? 4 : 6;
    if (field != FlowRecord.NEXT_HOP) {
      flow.setAddress(field, high(length), low(length));
      flow.set(FlowRecord.IP_VERSION, version);
    } else if ((high(length) | low(length)) != 0) {
      flow.setAddress(field, high(length), low(length));
      flow.set(FlowRecord.NEXT_HOP_VERSION, version);
    }
    return true;
  }

  private boolean exporter(int from, int to) {
    if (from == to) {
      return true;
    }
    int length = IpText.parse(bytes, from, to - from, address);
    if (length != 4 && length != 16) {
      return false;
    }
    cells.exporter(high(length), length == 4 ? 0xffff_0000_0000L | low(4) : low(16));
    hasExporter = true;
    return true;
  }

  private long high(int length) {
    return length == 4 ? 0 : (long) LONG.get(address, 0);
  }

  private long low(int length) {
    return length == 4 ? (long) LONG.get(address, 0) >>> 32 : (long) LONG.get(address, 8);
  }

  private String protocol() {
    if (protocolFrom < 0) {
      return "";
    }
    long number = Texts.number(bytes, protocolFrom, protocolTo);
    if (number == Texts.BAD) {
      int version = flow.value(FlowRecord.IP_VERSION) == 6 ? 6 : 4;
      number = IpProtocols.number(bytes, protocolFrom, protocolTo - protocolFrom, version);
    }
    if (number < 0 || number > 255) {
      return "bad protocol";
    }
    flow.set(FlowRecord.PROTOCOL, number);
    return "";
  }
}
