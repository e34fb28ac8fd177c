// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.export.FlowCells;
import io.weir.formats.export.RecordValues;
import io.weir.formats.flowjson.Member.Kind;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.JsonLead;
import io.weir.formats.lines.JsonPlaces;
import io.weir.formats.lines.JsonPlaces.Place;
import io.weir.formats.lines.Protocols;
import io.weir.formats.lines.Protocols.Protocol;
import io.weir.formats.nfdump.NfdumpZone;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object at a time as a row of {@code flows}. Behind a member those are expected
 * that were there in the records before. Not thread-safe.
 */
final class FlowObject {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Stands for what cannot be told from the fields of a flow, so that records are read whole. */
  private static final long WHOLE = 1L << 63;

  private static final int LONGEST_NAME = 64;
  private static final int ICMP = 1;
  private static final int ICMP_6 = 58;
  private static final byte[] NO_NAME = new byte[0];
  private static final byte[] ENTRY = "ipfix.entry".getBytes(UTF_8);

  /** What a member is. */
  private static final class Aim {
    private final @Nullable Member wanted;
    private final boolean isKnown;
    private final boolean isLast;

    /**
     * Of a key.
     *
     * @param wanted what it fills; null for nothing
     * @param isKnown whether the dialect has it
     */
    Aim(@Nullable Member wanted, boolean isKnown) {
      this.wanted = wanted;
      this.isKnown = isKnown;
      isLast = wanted != null && wanted.isLast();
    }
  }

  private final Dialect dialect;
  private final FlowCells cells;
  private final NfdumpZone zone;
  private final Protocols protocols;
  private final long wanted;
  private final FlatObject<Aim> object = new FlatObject<>();
  private final Times times = new Times();
  private final FlowRecord flow = new FlowRecord();
  private final RecordValues values = new RecordValues(flow);
  private final JsonPlaces<Aim> places = new JsonPlaces<>();
  private final long needed;
  private final boolean wantsExporter;
  private long missing;
  private final byte[] address = new byte[16];
  private final byte[] padded = new byte[48];
  private byte[] bytes = new byte[0];
  private long records;
  private int icmpMembers;
  private boolean hasExporter;
  private boolean isKnown;
  private boolean isOther;
  private int protocolFrom = -1;
  private int protocolTo;

  FlowObject(Dialect dialect, Scan scan) {
    this.dialect = dialect;
    cells = new FlowCells(scan.tables().get(0), scan.range());
    cells.source(dialect.source());
    protocols = new Protocols(dialect.protocols());
    zone = NfdumpZone.of(scan.options());
    long fields = cells.fields();
    // The addresses tell the version, and it tells which ICMP is meant.
    long needVersion = 1L << FlowRecord.IP_VERSION | 1L << FlowRecord.PROTOCOL;
    wanted = (fields & needVersion) == 0 ? fields : fields | 1L << FlowRecord.SRC_ADDRESS;
    wantsExporter =
        scan.tables().get(0).wanted().stream().anyMatch(c -> c.name().equals("exporter"));
    boolean isOfFields =
        !wantsExporter
            && dialect.members().stream().noneMatch(member -> member.kind() == Kind.ENTRY);
    // The version is told by the addresses; without any field a record is read whole too.
    long versions = 1L << FlowRecord.IP_VERSION | 1L << FlowRecord.NEXT_HOP_VERSION;
    long told = wanted & ~(versions | 1L << FlowRecord.ICMP);
    needed = isOfFields && told != 0 ? told : WHOLE;
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
    isKnown = false;
    isOther = false;
    protocolFrom = -1;
    missing = needed;
    object.open(newBytes, from, end);
    Place<Aim> place = places.start();
    while (missing != 0) {
      // Until a member is known the record may be of something else.
      place = isKnown ? object.pass(place) : place;
      if (!object.next(place)) {
        break;
      }
      Place<Aim> expected = object.expected();
      place = expected == null ? found(place) : expected;
      Aim aim = Objects.requireNonNull(place.target());
      isKnown |= aim.isKnown;
      Member member = aim.wanted;
      if (member != null && !object.isNull() && isFree(member)) {
        if (!take(member)) {
          return "bad " + member.kind().text();
        }
        if (aim.isLast && isTold(member)) {
          missing &= ~(1L << member.field());
        }
      }
    }
    // Values behind the last wanted one are not looked at, but the record must end with its line.
    if (missing == 0 ? !object.isWhole() : object.isBad()) {
      return "bad JSON";
    }
    if (!isKnown || isOther) {
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

  /** The member at which we are, which is remembered as one behind another. */
  private Place<Aim> found(Place<Aim> before) {
    JsonLead lead = object.lead();
    Place<Aim> known = places.find(before, lead);
    if (known != null) {
      return known;
    }
    byte[] key = Arrays.copyOfRange(bytes, object.keyFrom(), object.keyTo());
    Aim aim = aim(dialect.names().apply(new String(key, UTF_8)));
    return places.add(before, lead, aim, aim.wanted == null);
  }

  private Aim aim(String name) {
    for (Member member : dialect.members()) {
      if (member.key().equals(name)) {
        return new Aim(isWanted(member) ? member : null, true);
      }
    }
    return new Aim(null, false);
  }

  /** Of several members that tell the same the first counts, but for times that tell more. */
  private boolean isFree(Member member) {
    return switch (member.kind()) {
      case MILLIS, ANY_TIME, ICMP_TYPE, ICMP_CODE, EXPORTER, ENTRY, IGNORED -> true;
      case PROTOCOL -> protocolFrom < 0;
      default -> !flow.has(member.field());
    };
  }

  private boolean isTold(Member member) {
    return member.kind() == Kind.PROTOCOL ? protocolFrom >= 0 : flow.has(member.field());
  }

  private boolean isWanted(Member member) {
    return switch (member.kind()) {
      case EXPORTER -> wantsExporter;
      case ENTRY -> true;
      case IGNORED -> false;
      default -> isWanted(member.field());
    };
  }

  private boolean isWanted(int field) {
    return (wanted & (1L << field)) != 0;
  }

  /** Takes a member's value; false when it is not such a value. */
  private boolean take(Member member) {
    int from = object.valueFrom();
    int to = object.valueTo();
    int field = member.field();
    if (!object.isString() && bytes[from] == '[' && member.kind() != Kind.FLAGS) {
      // An element that a record has several times.
      from = Texts.firstFrom(bytes, from, to);
      to = Texts.firstTo(bytes, from, to);
    }
    switch (member.kind()) {
      case NUMBER -> {
        return set(field, Decimals.number(bytes, from, to));
      }
      case NUMBER_OR_ZERO -> {
        long value = Decimals.number(bytes, from, to);
        return value == 0 || set(field, value);
      }
      case SECONDS -> {
        return scaled(field, Decimals.number(bytes, from, to), 1_000_000);
      }
      case MILLIS -> {
        return scaled(field, Decimals.number(bytes, from, to), 1000);
      }
      case NANOS -> {
        boolean isText = Texts.isDate(bytes, from, to);
        long nanos = isText ? 0 : Decimals.number(bytes, from, to);
        return isText
            ? set(field, times.micros(bytes, from, to))
            : nanos == 0 || set(field, nanos == Texts.BAD ? nanos : nanos / 1000);
      }
      case ANY_TIME, OTHER_TIME -> {
        boolean isTold = member.kind() == Kind.OTHER_TIME && flow.has(field);
        return isTold || anyTime(field, from, to);
      }
      case ENTRY -> {
        isOther = !Arrays.equals(bytes, from, to, ENTRY, 0, ENTRY.length);
      }
      case IGNORED -> {}
      case TIME -> {
        return set(field, times.micros(bytes, from, to));
      }
      case LOCAL_TIME -> {
        return localTime(field, from, to);
      }
      case FLAGS -> {
        return set(field, Texts.flags(bytes, from, to));
      }
      case ICMP_TYPE, ICMP_CODE -> {
        return icmp(member.kind(), Decimals.number(bytes, from, to));
      }
      case PROTOCOL -> {
        if (from == to) {
          return true; // Not known.
        }
        // Which ICMP is meant is known only when the addresses are.
        protocolFrom = from;
        protocolTo = to;
        if (isWanted(FlowRecord.ICMP) && !hasPorts(from, to)) {
          missing |= WHOLE;
        }
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

  /** Whether a protocol is told to be TCP or UDP; of others the members of ICMP may be wanted. */
  private boolean hasPorts(int from, int to) {
    int last = to > from ? bytes[to - 1] | 0x20 : 0;
    return switch (to - from) {
      case 1 -> bytes[from] == '6';
      case 2 -> bytes[from] == '1' && last == '7';
      case 3 -> last == 'p' && (bytes[from] | 0x20) != 'i';
      default -> false;
    };
  }

  private boolean scaled(int field, long value, long micros) {
    if (value < 0 || value > Long.MAX_VALUE / micros) {
      return false;
    }
    return value == 0 || set(field, value * micros);
  }

  private boolean localTime(int field, int from, int to) {
    long time = times.micros(bytes, from, to);
    boolean isLocal = time != Texts.BAD && Texts.isWithoutZone(bytes, from, to);
    return time == 0 || set(field, isLocal ? zone.utc(time) : time);
  }

  private boolean anyTime(int field, int from, int to) {
    int end = Texts.withoutZoneName(bytes, from, to);
    if (!Texts.isDate(bytes, from, end)) {
      long micros = Texts.sinceEpoch(bytes, from, end);
      return micros == 0 || set(field, micros);
    }
    if (Texts.isZeroDate(bytes, from)) {
      return true;
    }
    if (end - from > 19 && bytes[from + 18] == '.' && end - from < padded.length) {
      // IPFIXcol writes seconds below ten with one digit.
      System.arraycopy(bytes, from, padded, 0, 17);
      padded[17] = '0';
      System.arraycopy(bytes, from + 17, padded, 18, end - from - 17);
      byte[] kept = bytes;
      bytes = padded;
      boolean isGood = localTime(field, 0, end - from + 1);
      bytes = kept;
      return isGood;
    }
    return localTime(field, from, end);
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
    icmpMembers += kind == Kind.ICMP_TYPE ? (int) value << 8 : (int) value;
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

  /** Sets the protocol; a name that is none of IP's is left to the cells. */
  private String protocol() {
    cells.unknownProtocol(NO_NAME);
    if (protocolFrom < 0) {
      return "";
    }
    long number = Decimals.number(bytes, protocolFrom, protocolTo);
    if (number == Texts.BAD) {
      if (bytes[protocolFrom - 1] != '"' || !isName(protocolFrom, protocolTo)) {
        return "bad protocol";
      }
      Protocol protocol = protocols.of(bytes, protocolFrom, protocolTo);
      if (protocol.number() == Protocols.UNKNOWN) {
        cells.unknownProtocol(protocol.name());
        return "";
      }
      boolean isIpv6 = flow.value(FlowRecord.IP_VERSION) == 6;
      number = protocol.number() == ICMP && isIpv6 ? ICMP_6 : protocol.number();
    }
    if (number < 0 || number > 255) {
      return "bad protocol";
    }
    flow.set(FlowRecord.PROTOCOL, number);
    return "";
  }

  /** Whether a text may be a name: ASCII that begins with a letter or a digit, without escapes. */
  private boolean isName(int from, int to) {
    boolean isName = to - from <= LONGEST_NAME && Character.isLetterOrDigit(bytes[from]);
    for (int i = from; i < to && isName; i++) {
      isName = bytes[i] >= ' ' && bytes[i] != '\\';
    }
    return isName;
  }
}
