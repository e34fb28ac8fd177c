// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.TableScan;
import io.weir.wire.http.HttpStream;
import io.weir.wire.packet.Packet;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Fills the table {@code http}: HTTP/1.x on any TCP port, recognised by its first line, each
 * request with its response. A request without response and a response without request have rows
 * too.
 */
final class HttpTransactions implements FlowAnalysis, RowSource, HttpFlow.Rows {
  private static final int TCP = 6;
  private static final int MAX_SPARE = 1024;
  private static final int MAX_SPARE_ROOM = 1 << 16;

  private final Position position;
  private final HttpCells cells;
  private final Deque<HttpRow> finished = new ArrayDeque<>();
  private final Deque<HttpRow> spare = new ArrayDeque<>();

  HttpTransactions(TableScan scan, Position position) {
    this.position = position;
    this.cells = new HttpCells(scan);
  }

  @Override
  public boolean wants(Packet packet) {
    return packet.protocol() == TCP;
  }

  @Override
  public @Nullable FlowAnalyzer open(Flow flow, Side side, byte[] data, int from, int length) {
    if (flow.protocol() != TCP) {
      return null;
    }
    if (HttpStream.looksLikeRequest(data, from, length)) {
      return new HttpFlow(flow, side, this);
    }
    if (HttpStream.looksLikeResponse(data, from, length)) {
      return new HttpFlow(flow, side == Side.CLIENT ? Side.SERVER : Side.CLIENT, this);
    }
    if (SocksHttp.begins(data, from, length)) {
      return new SocksHttp(requester -> new HttpFlow(flow, requester, this));
    }
    return null;
  }

  @Override
  public HttpRow create(Flow flow) {
    HttpRow row = spare.poll();
    if (row == null) {
      row = new HttpRow(flow);
    } else {
      row.reset(flow);
    }
    row.file = position.file();
    row.packetNumber = position.number();
    return row;
  }

  @Override
  public long now() {
    return position.nanos();
  }

  @Override
  public void finished(HttpRow row) {
    finished.add(row);
  }

  @Override
  public void advance(long nanos) {}

  @Override
  public void finish() {}

  @Override
  public boolean drain(CellWriter out) {
    while (!finished.isEmpty()) {
      if (out.isFull()) {
        return false;
      }
      HttpRow row = finished.remove();
      cells.write(row, out);
      if (spare.size() < MAX_SPARE && row.text.room() <= MAX_SPARE_ROOM) {
        spare.add(row);
      }
    }
    return true;
  }
}
