// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.TableScan;
import io.weir.wire.ByteText;
import io.weir.wire.dns.DnsMessage;
import io.weir.wire.dns.NameCase;
import io.weir.wire.packet.Packet;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Fills the table {@code dns}: pairs queries with responses by flow, identifier and question. Every
 * message is in exactly one row: a query that is sent again has a row of its own, a response nobody
 * waits for too.
 */
final class DnsTransactions implements FlowAnalysis, RowSource {
  private static final int MAX_PENDING = 1 << 20;
  private static final int MAX_SPARE = 4096;
  private static final int MAX_SPARE_ROOM = 1 << 16;
  private static final int QUERY_OPCODE = 0;
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** Multicast DNS has no transactions: its messages stand for themselves (RFC 6762 §6). */
  private static final int MULTICAST_PORT = 5353;

  private final Position position;
  private final DnsSettings settings;
  private final DnsCells cells;
  private final DnsRowFiller filler;
  private final DnsPending pending = new DnsPending(MAX_PENDING, this::finished);
  private final TruncatedAnswers truncated = new TruncatedAnswers();
  private final Deque<DnsRow> finished = new ArrayDeque<>();
  private final Deque<DnsRow> spare = new ArrayDeque<>();
  private final DnsMessage message = new DnsMessage();
  private final ByteText name = new ByteText();

  DnsTransactions(TableScan scan, Position position, DnsSettings settings) {
    this(scan, position, settings, FlowRows.SOURCE);
  }

  /** Fills rows that name another source than captures. */
  DnsTransactions(TableScan scan, Position position, DnsSettings settings, byte[] source) {
    this.position = position;
    this.settings = settings;
    this.cells = new DnsCells(scan, source);
    this.filler = new DnsRowFiller(scan);
  }

  @Override
  public boolean wants(Packet packet) {
    boolean ports = packet.protocol() == TCP || packet.protocol() == UDP;
    return ports
        && (settings.isDns(packet.sourcePort()) || settings.isDns(packet.destinationPort()));
  }

  @Override
  public @Nullable FlowAnalyzer open(Flow flow, Side side, byte[] data, int from, int length) {
    boolean dns = settings.isDns(flow.serverPort()) || settings.isDns(flow.clientPort());
    return dns ? new DnsFlow(flow, this::message) : null;
  }

  /** Takes one message of a flow. */
  void message(Flow flow, Side sender, byte[] data, int from, int captured, int length) {
    if (!DnsMessage.isPlausible(data, from, captured, length)) {
      return;
    }
    if (filler.needsRecords()) {
      message.decode(data, from, captured);
    } else {
      message.decodeQuestion(data, from, captured);
    }
    advance(position.nanos());
    name.clear();
    if (message.questionCount() > 0) {
      message.writeQuestionName(0, NameCase.LOWER, name);
    } else if (message.isResponse() && message.recordCount() > 0) {
      message.writeOwner(0, NameCase.LOWER, name);
    }
    if (message.isResponse()) {
      response(flow, sender, length);
    } else {
      query(flow, sender, length);
    }
  }

  private void query(Flow flow, Side sender, int length) {
    DnsRow row = newRow(flow);
    row.client = flow.endpoint(sender);
    row.server = flow.endpoint(other(sender));
    filler.query(row, message, name, length);
    row.askedNanos = position.nanos();
    if (flow.protocol() == TCP && truncated.wasAnswered(row, position.nanos())) {
      row.retriedOverTcp = true;
    }
    if (isMulticast(flow)) {
      finished.add(row);
    } else {
      pending.add(row);
    }
  }

  private static boolean isMulticast(Flow flow) {
    return flow.serverPort() == MULTICAST_PORT || flow.clientPort() == MULTICAST_PORT;
  }

  private void response(Flow flow, Side sender, int length) {
    int type = message.questionCount() > 0 ? message.questionType(0) : -1;
    DnsRow row = pending.answered(flow, message.id(), type, name);
    if (row == null) {
      row = newRow(flow);
      boolean unasked = isMulticast(flow);
      row.client = flow.endpoint(unasked ? sender : other(sender));
      row.server = flow.endpoint(unasked ? other(sender) : sender);
      row.isAskedTold = position.askedNanos() != Position.UNKNOWN;
      row.askedNanos = position.askedNanos();
    }
    filler.response(row, message, name, length);
    row.answeredNanos = position.nanos();
    if (message.tc() && message.opcode() == QUERY_OPCODE && cells.wantsRetries()) {
      truncated.add(row, position.nanos());
    }
    finished.add(row);
  }

  private static Side other(Side side) {
    return side == Side.CLIENT ? Side.SERVER : Side.CLIENT;
  }

  private DnsRow newRow(Flow flow) {
    DnsRow row = spare.poll();
    if (row == null) {
      row = new DnsRow(flow);
    } else {
      row.reset(flow);
    }
    row.file = position.file();
    row.sensor = position.sensor();
    row.packetNumber = position.number();
    return row;
  }

  private void finished(DnsRow row) {
    finished.add(row);
  }

  @Override
  public void advance(long nanos) {
    pending.giveUpBefore(nanos - settings.timeoutNanos());
  }

  @Override
  public void finish() {
    pending.giveUpBefore(Long.MAX_VALUE);
  }

  @Override
  public boolean drain(CellWriter out) {
    while (!finished.isEmpty()) {
      if (out.isFull()) {
        return false;
      }
      DnsRow row = finished.remove();
      cells.write(row, out);
      if (spare.size() < MAX_SPARE && row.text.room() <= MAX_SPARE_ROOM) {
        spare.add(row);
      }
    }
    return true;
  }
}
