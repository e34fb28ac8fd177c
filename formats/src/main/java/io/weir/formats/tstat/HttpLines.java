// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the table {@code http} from log_http_complete: requests and responses of a connection are
 * paired in their order, and continuations (REQ2, RES2) fill what the line before them lacks.
 */
final class HttpLines implements LineDecoder {
  private static final long TIMEOUT_MICROS = 300_000_000;
  private static final int MOST_WAITING = 1024;
  private static final int MOST_OPEN = 1 << 17;

  /** What of one connection is not finished. */
  private static final class Connection {
    final Deque<HttpTransaction> waiting = new ArrayDeque<>();
    @Nullable HttpTransaction answered;
    long requests;
    long seen;
  }

  private final int table;
  private final HttpCells cells;
  private final LineFields fields = new LineFields((byte) '\t');
  private final Map<String, Connection> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Deque<HttpTransaction> finished = new ArrayDeque<>();

  HttpLines(Scan scan, int table, String path) {
    this.table = table;
    cells = new HttpCells(scan.tables().get(table), path);
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    if (bytes[from] == '#') {
      return PASSED;
    }
    fields.divide(bytes, from, end);
    long micros = fields.micros(TstatHttpLines.TIME, 6);
    String defect = TstatHttpLines.defect(fields, micros);
    if (defect != null) {
      return defect;
    }
    String key =
        fields.text(0) + ' ' + fields.text(1) + ' ' + fields.text(2) + ' ' + fields.text(3);
    Connection connection = open.computeIfAbsent(key, k -> new Connection());
    connection.seen = micros;
    if (TstatHttpLines.isResponse(fields)) {
      response(connection, micros, line);
    } else {
      request(connection, micros, line);
    }
    expire(micros);
    return null;
  }

  private boolean isEntry(String word) {
    return word.equals(fields.text(TstatHttpLines.ENTRY));
  }

  private void request(Connection connection, long micros, long line) {
    HttpTransaction last = connection.waiting.peekLast();
    boolean isMore = isEntry("REQ2");
    if (!isMore || last == null) {
      last = new HttpTransaction(fields, ++connection.requests, line);
      last.isAsked = true;
      last.asked = micros;
      connection.waiting.add(last);
      if (connection.waiting.size() > MOST_WAITING) {
        finished.add(connection.waiting.remove());
      }
    }
    if (!isMore) {
      last.set("method", fields.text(TstatHttpLines.ENTRY));
    }
    values(last, TstatHttpLines.REQUEST);
  }

  private void response(Connection connection, long micros, long line) {
    HttpTransaction answered = connection.answered;
    if (!isEntry("RES2") || answered == null) {
      if (answered != null) {
        finished.add(answered);
      }
      HttpTransaction waiting = connection.waiting.poll();
      answered = waiting == null ? new HttpTransaction(fields, 0, line) : waiting;
      answered.isAnswered = true;
      answered.answered = micros;
      connection.answered = answered;
    }
    values(answered, TstatHttpLines.RESPONSE);
  }

  private void values(HttpTransaction row, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      row.set(names.get(i), fields.text(TstatHttpLines.COMMON.size() + i));
    }
  }

  private void expire(long now) {
    Iterator<Connection> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      Connection connection = oldest.next();
      if (connection.seen + TIMEOUT_MICROS >= now && open.size() <= MOST_OPEN) {
        return;
      }
      close(connection);
      oldest.remove();
    }
  }

  private void close(Connection connection) {
    if (connection.answered != null) {
      finished.add(connection.answered);
    }
    finished.addAll(connection.waiting);
  }

  @Override
  public void finish() {
    open.values().forEach(this::close);
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
