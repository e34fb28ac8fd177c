// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.http.HttpHead;
import io.weir.wire.http.HttpStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Pairs the requests and responses of one connection, in their order. */
final class HttpFlow implements FlowAnalyzer {
  /** Requests without response that are kept; a client that sends more gets no pairing. */
  private static final int MAX_WAITING = 4096;

  /** Makes rows, and takes them when they are finished. */
  interface Rows {
    HttpRow create(Flow flow);

    long now();

    void finished(HttpRow row);
  }

  private final Flow flow;
  private final Side requester;
  private final Rows rows;
  private HttpStream requests;
  private HttpStream responses;

  /** A CONNECT or an upgrade made room for something else, which was not seen yet. */
  private boolean tunnel;

  /** What looks for HTTP in the frames of a WebSocket, once there is one. */
  private @Nullable FlowAnalyzer webSocket;

  /** Rows whose response has not begun, in the order of the requests. */
  private final Deque<HttpRow> waiting = new ArrayDeque<>(2);

  private long depth;

  HttpFlow(Flow flow, Side requester, Rows rows) {
    this.flow = flow;
    this.requester = requester;
    this.rows = rows;
    requests = HttpStream.ofRequests(new Requests());
    responses = HttpStream.ofResponses(new Responses());
  }

  private HttpStream stream(Side side) {
    return side == requester ? requests : responses;
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    if (webSocket != null) {
      webSocket.bytes(side, data, from, length);
      return;
    }
    if (tunnel) {
      inside(side, data, from, length);
      return;
    }
    HttpStream stream = stream(side);
    if (stream.offer(data, from, length) != HttpStream.State.TUNNEL) {
      return;
    }
    tunnel = stream == responses || responses.state() == HttpStream.State.TUNNEL;
    if (tunnel) {
      requests.becomeTunnel();
      int at = stream.tunnelAt();
      if (at < from + length) {
        inside(side, data, at, from + length - at);
      }
    }
  }

  /** The first bytes in the tunnel decide whether it holds HTTP again. */
  private void inside(Side side, byte[] data, int from, int length) {
    tunnel = false;
    if (side == requester && HttpStream.looksLikeRequest(data, from, length)) {
      requests = HttpStream.ofRequests(new Requests());
      responses = HttpStream.ofResponses(new Responses());
      requests.offer(data, from, length);
    } else if (WebSocketHttp.begins(data, from, length)) {
      webSocket = new WebSocketHttp(new SocksHttp(asking -> new HttpFlow(flow, asking, rows)));
      webSocket.bytes(side, data, from, length);
    }
  }

  @Override
  public void gap(Side side, long length) {
    if (webSocket != null) {
      webSocket.gap(side, length);
      return;
    }
    stream(side).gap(length);
  }

  @Override
  public void end(Side side) {
    stream(side).end();
  }

  @Override
  public void close() {
    if (webSocket != null) {
      webSocket.close();
    }
    requests.end();
    responses.end();
    while (!waiting.isEmpty()) {
      finish(waiting.remove());
    }
  }

  @Override
  public boolean done() {
    boolean over =
        requests.state() != HttpStream.State.READING
            && responses.state() != HttpStream.State.READING
            && !tunnel
            && (webSocket == null || webSocket.done());
    if (over) {
      close();
    }
    return over;
  }

  private HttpRow newRow() {
    HttpRow row = rows.create(flow);
    row.client = flow.endpoint(requester);
    row.server = flow.endpoint(requester == Side.CLIENT ? Side.SERVER : Side.CLIENT);
    row.depth = ++depth;
    return row;
  }

  private void finish(HttpRow row) {
    row.endNanos = rows.now();
    rows.finished(row);
  }

  private final class Requests implements HttpStream.Listener {
    private long began;
    private @Nullable HttpRow current;

    @Override
    public void begin() {
      began = rows.now();
    }

    @Override
    public void head(HttpHead head) {
      HttpRow row = newRow();
      row.asked = true;
      row.askedNanos = began;
      row.requestOpen = true;
      HttpRowFiller.request(row, head);
      current = row;
      if (waiting.size() == MAX_WAITING) {
        finish(waiting.remove());
      }
      waiting.add(row);
    }

    @Override
    public void end(long bodyBytes, long messageBytes, HttpStream.End how) {
      HttpRow row = current;
      current = null;
      if (row == null) {
        return;
      }
      row.requestBody = bodyBytes;
      row.requestBytes = messageBytes;
      row.cut |= how == HttpStream.End.CUT;
      row.requestOpen = false;
      if (row.answered && !row.responseOpen) {
        finish(row);
      }
    }
  }

  private final class Responses implements HttpStream.Listener {
    private long began;
    private @Nullable HttpRow current;

    @Override
    public void begin() {
      began = rows.now();
    }

    @Override
    public HttpStream.Answered answered() {
      HttpRow row = waiting.peek();
      if (row == null) {
        return HttpStream.Answered.OTHER;
      }
      if (row.versionless) {
        return HttpStream.Answered.VERSIONLESS;
      }
      return switch (method(row)) {
        case "HEAD" -> HttpStream.Answered.HEAD;
        case "CONNECT" -> HttpStream.Answered.CONNECT;
        default -> HttpStream.Answered.OTHER;
      };
    }

    /** The method if it is one that matters here. */
    private static String method(HttpRow row) {
      int length = row.text.length(HttpRow.METHOD);
      boolean matters = length == 4 || length == 7;
      return matters
          ? new String(
              row.text.bytes(), row.text.at(HttpRow.METHOD), length, StandardCharsets.US_ASCII)
          : "";
    }

    @Override
    public void head(HttpHead head) {
      if (head.status() > 0 && head.status() < 200) {
        HttpRow asked = waiting.peek();
        if (asked != null) {
          asked.informational = head.status();
        }
        if (head.status() != 101) {
          return;
        }
      }
      HttpRow row = waiting.poll();
      if (row == null) {
        row = newRow();
      }
      row.answered = true;
      row.answeredNanos = began;
      row.responseOpen = true;
      HttpRowFiller.response(row, head);
      current = row;
    }

    @Override
    public void end(long bodyBytes, long messageBytes, HttpStream.End how) {
      HttpRow row = current;
      current = null;
      if (row == null) {
        return;
      }
      row.responseBody = bodyBytes;
      row.responseBytes = messageBytes;
      row.cut |= how == HttpStream.End.CUT;
      row.responseOpen = false;
      if (!row.requestOpen) {
        finish(row);
      }
    }
  }
}
