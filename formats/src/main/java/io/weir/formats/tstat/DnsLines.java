// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the table {@code dns} from log_dns_complete: a query's line and the lines of its response,
 * one for each of its records, are one row.
 */
final class DnsLines implements LineDecoder {
  private static final byte[] REQUEST = "REQ".getBytes(US_ASCII);
  private static final byte[] RESPONSE = "RESP".getBytes(US_ASCII);
  private static final byte[] ERROR = "RESP_ERR".getBytes(US_ASCII);

  /** How long a query waits for its response, and a response for more of its lines. */
  private static final long TIMEOUT_MICROS = 10_000_000;

  private static final int MOST_OPEN = 1 << 18;

  private final int table;
  private final DnsCells cells;
  private final LineFields fields = new LineFields((byte) ' ');
  private final List<String> names;
  private final boolean hasMark;
  private final String headerText;
  private final Map<String, DnsTransaction> open = new LinkedHashMap<>();
  private final Deque<DnsTransaction> finished = new ArrayDeque<>();
  private final int time;
  private final int entry;

  DnsLines(TstatLog log, Scan scan, int table, String path) {
    this.table = table;
    cells = new DnsCells(scan.tables().get(table), path);
    names = log.header().names();
    headerText = log.header().text();
    hasMark = headerText.startsWith("#");
    time = names.indexOf("time");
    entry = names.indexOf("entry");
  }

  private int at(String name) {
    return names.indexOf(name);
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    if (hasMark ? bytes[from] == '#' : isHeader(bytes, from, end)) {
      return PASSED;
    }
    fields.divide(bytes, from, end);
    int count = fields.count();
    if (count != names.size() && !(count == names.size() + 1 && fields.isAbsent(count - 1))) {
      return "wrong number of fields";
    }
    long micros = fields.micros(time, 3);
    if (micros == Decimals.BAD) {
      return "bad time in time";
    }
    boolean isError = fields.is(entry, ERROR);
    boolean isResponse = isError || fields.is(entry, RESPONSE);
    if (!isResponse && !fields.is(entry, REQUEST)) {
      return "unknown entry";
    }
    expire(micros);
    DnsTransaction found = isResponse ? response(micros, isError) : request(micros);
    found.line = found.line == 0 ? line : found.line;
    return null;
  }

  private boolean isHeader(byte[] bytes, int from, int end) {
    return end - from == headerText.length()
        && new String(bytes, from, end - from, US_ASCII).equals(headerText);
  }

  private DnsTransaction transaction() {
    String key = key();
    DnsTransaction old = open.remove(key);
    if (old != null) {
      finished.add(old);
    }
    if (open.size() >= MOST_OPEN) {
      Iterator<DnsTransaction> oldest = open.values().iterator();
      finished.add(oldest.next());
      oldest.remove();
    }
    Long id = fields.number(at("trans_id"));
    String[] ends = {
      String.valueOf(fields.text(at("c_ip"))), String.valueOf(fields.text(at("s_ip")))
    };
    DnsTransaction made =
        new DnsTransaction(
            key,
            ends,
            fields.number(at("c_port")),
            fields.number(at("s_port")),
            id == null ? fields.text(at("trans_id")) : Long.toString(id),
            fields.text(at("query")));
    open.put(key, made);
    return made;
  }

  /** The lines of a response have the owners of its records, not the name asked for. */
  private String key() {
    return fields.text(at("c_ip"))
        + ' '
        + fields.text(at("c_port"))
        + ' '
        + fields.text(at("s_ip"))
        + ' '
        + fields.text(at("s_port"))
        + ' '
        + fields.text(at("trans_id"));
  }

  private DnsTransaction request(long micros) {
    DnsTransaction made = transaction();
    made.isAsked = true;
    made.asked = micros;
    made.type = fields.text(at("type"));
    made.queryClass = fields.text(at("class"));
    made.flagsAsked = fields.number(at("flags"));
    made.sizeAsked = fields.number(at("pkt_size"));
    counts(made);
    return made;
  }

  private DnsTransaction response(long micros, boolean isError) {
    DnsTransaction found = open.get(key());
    boolean isOther = found != null && found.isAnswered && found.answered != micros;
    if (found == null || isOther) {
      found = transaction();
      found.queryClass = fields.text(at("class"));
    }
    found.isAnswered = true;
    found.answered = micros;
    found.flagsAnswered = fields.number(at("flags"));
    found.sizeAnswered = fields.number(at("pkt_size"));
    counts(found);
    if (isError) {
      found.code = fields.text(at("answer"));
    } else {
      found.code = "NOERROR";
      String type = fields.text(at("type"));
      found.answers.add(answer(fields.text(at("answer"))));
      found.types.add(type);
      Long ttl = fields.number(at("ttl"));
      found.ttls.add(ttl == null ? null : Long.toString(ttl));
    }
    return found;
  }

  /** Tstat writes tabs between the parts of an answer, and names with their last dot. */
  private static @Nullable String answer(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String answer = text.replace('\t', ' ');
    boolean isName = answer.length() > 1 && answer.endsWith(".") && answer.indexOf(' ') < 0;
    return isName ? answer.substring(0, answer.length() - 1).toLowerCase(Locale.ROOT) : answer;
  }

  private void counts(DnsTransaction row) {
    row.questionCount = fields.number(at("qdcount"));
    row.answerCount = fields.number(at("ancount"));
    row.authorityCount = fields.number(at("nscount"));
    row.additionalCount = fields.number(at("arcount"));
  }

  private void expire(long now) {
    Iterator<DnsTransaction> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      DnsTransaction row = oldest.next();
      if (row.end() + TIMEOUT_MICROS >= now) {
        return;
      }
      finished.add(row);
      oldest.remove();
    }
  }

  @Override
  public void finish() {
    finished.addAll(open.values());
    open.clear();
  }

  @Override
  public boolean drain(CellWriter[] out) {
    while (!finished.isEmpty()) {
      if (out[table].isFull()) {
        return false;
      }
      cells.write(finished.remove(), out[table]);
    }
    return true;
  }
}
