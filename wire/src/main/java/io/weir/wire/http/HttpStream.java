// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import io.weir.wire.ByteText;
import org.jspecify.annotations.Nullable;

/**
 * Follows one direction of an HTTP/1.x connection, in whatever chunks the bytes come: tells a
 * listener of every head and where every message ends. Bodies are counted, not kept. Memory is
 * bounded; nothing here throws on hostile bytes. Not thread-safe.
 */
public final class HttpStream {
  /** How the stream is doing. */
  public enum State {
    /** More bytes may tell more. */
    READING,
    /** What follows is another protocol: after CONNECT or an upgrade; see {@link #tunnelAt}. */
    TUNNEL,
    /** This is not HTTP, or no message can be found any more; see {@link #reason}. */
    LOST
  }

  /** Whether a message was seen to its end. */
  public enum End {
    COMPLETE,
    CUT
  }

  /** What a response answers, as far as it decides about its body (RFC 9112 §6.3). */
  public enum Answered {
    HEAD,
    CONNECT,
    /** A request without version, as before HTTP/1.0: the response is a body without head. */
    VERSIONLESS,
    OTHER
  }

  /** Takes what the stream is made of. */
  public interface Listener {
    /** The first byte of a message came. */
    void begin();

    /** A head is complete; it is valid during the call. */
    void head(HttpHead head);

    /**
     * A message ended, or nothing more will be seen of it.
     *
     * @param bodyBytes bytes of the body without the framing of chunks; missing ones are counted
     * @param messageBytes bytes of the whole message
     */
    void end(long bodyBytes, long messageBytes, End how);

    /** What the next response answers; for responses with a status of 200 or more. */
    default Answered answered() {
      return Answered.OTHER;
    }
  }

  private enum Part {
    START_LINE,
    HEADER,
    BODY,
    BODY_TO_END,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    /** Framing is lost: the next start line is searched. */
    SEARCH
  }

  private enum Side {
    REQUESTS,
    RESPONSES
  }

  private static final String CHUNKED = "chunked";

  /** Longer lines are cut. */
  private static final int MAX_LINE = HttpHead.MAX_BYTES;

  /** After so many bytes without a start line there is none to be expected. */
  private static final int MAX_SEARCH = 1 << 20;

  private static final int MAX_HEADER_LINES = 4096;

  private final Side side;
  private final Listener listener;
  private final HttpHead head = new HttpHead();
  private final RequestLine requestLine = new RequestLine();
  private final ByteText line = new ByteText(0);
  private State state = State.READING;
  private Part part = Part.START_LINE;
  private boolean connectAsked;
  private int headerLines;
  private long left;
  private long bodyBytes;
  private long messageBytes;
  private boolean inMessage;
  private boolean any;
  private long searched;
  private int tunnelAt;
  private @Nullable String reason;

  private HttpStream(Side side, Listener listener) {
    this.side = side;
    this.listener = listener;
  }

  /** Follows the client's direction. */
  public static HttpStream ofRequests(Listener listener) {
    return new HttpStream(Side.REQUESTS, listener);
  }

  /** Follows the server's direction. */
  public static HttpStream ofResponses(Listener listener) {
    return new HttpStream(Side.RESPONSES, listener);
  }

  /** True if these first bytes of a stream can begin a request. */
  public static boolean looksLikeRequest(byte[] data, int offset, int length) {
    return length > 0 && RequestLine.mayBegin(data, offset, length);
  }

  /** True if these first bytes of a stream can begin a response. */
  public static boolean looksLikeResponse(byte[] data, int offset, int length) {
    return length >= 5 && RequestLine.isHttp(data, offset);
  }

  public State state() {
    return state;
  }

  /**
   * Why the stream is lost, or was for a while; a phrase without values, null when it never was.
   */
  public @Nullable String reason() {
    return reason;
  }

  /** In the chunk whose offer ended in {@link State#TUNNEL}: where the other protocol begins. */
  public int tunnelAt() {
    return tunnelAt;
  }

  /** Tells that what follows is another protocol, as the other direction has shown. */
  public void becomeTunnel() {
    if (state == State.READING) {
      finish(End.CUT);
      state = State.TUNNEL;
    }
  }

  /** Takes the next bytes of the stream. */
  public State offer(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && state == State.READING) {
      at = step(data, at, end);
    }
    tunnelAt = at;
    return state;
  }

  /** Bytes of the stream are missing; a body whose length is known is skipped over. */
  public State gap(long missing) {
    if (state != State.READING || missing <= 0) {
      return state;
    }
    boolean body = part == Part.BODY || part == Part.CHUNK;
    if (part == Part.BODY_TO_END || (body && missing <= left)) {
      counted(missing);
      if (body) {
        left -= missing;
        bodyStep();
      }
    } else {
      search("bytes missing in a head");
    }
    return state;
  }

  /** No more bytes will come. */
  public void end() {
    finish(part == Part.BODY_TO_END ? End.COMPLETE : End.CUT);
  }

  private int step(byte[] data, int at, int end) {
    switch (part) {
      case BODY, CHUNK -> {
        int count = (int) Math.min(left, end - at);
        counted(count);
        left -= count;
        bodyStep();
        return at + count;
      }
      case BODY_TO_END -> {
        counted(end - at);
        return end;
      }
      default -> {
        return lineStep(data, at, end);
      }
    }
  }

  private void counted(long count) {
    bodyBytes += count;
    messageBytes += count;
  }

  private void bodyStep() {
    if (left == 0) {
      if (part == Part.BODY) {
        finish(End.COMPLETE);
      } else {
        part = Part.CHUNK_END;
      }
    }
  }

  /** Takes the rest of a line, or what there is of it. */
  private int lineStep(byte[] data, int at, int end) {
    if (part == Part.START_LINE && connectAsked && line.length() == 0) {
      if (!RequestLine.mayBegin(data, at, end - at)) {
        state = State.TUNNEL;
        return at;
      }
    }
    if (part == Part.START_LINE && !inMessage && data[at] != '\r' && data[at] != '\n') {
      inMessage = true;
      listener.begin();
      if (isBare(data[at])) {
        any = true;
        head.setBare();
        listener.head(head);
        part = Part.BODY_TO_END;
        return at;
      }
    }
    int newline = at;
    while (newline < end && data[newline] != '\n') {
      newline++;
    }
    int next = Math.min(end, newline + 1);
    messageBytes += next - at;
    if (newline < end && line.length() == 0) {
      wholeLine(data, at, newline);
    } else {
      line.append(data, at, Math.min(newline - at, MAX_LINE - line.length()));
      if (newline < end) {
        int length = line.length();
        line.clear();
        wholeLine(line.bytes(), 0, length);
      } else if (!any && notHttp()) {
        lose("not HTTP");
      }
    }
    return next;
  }

  private boolean isBare(byte first) {
    return side == Side.RESPONSES && first != 'H' && listener.answered() == Answered.VERSIONLESS;
  }

  /** While the first line is incomplete: true once it can't become one of HTTP. */
  private boolean notHttp() {
    if (part != Part.START_LINE || !inMessage) {
      return false;
    }
    return side == Side.REQUESTS
        ? line.length() > 32 && !RequestLine.mayBegin(line.bytes(), 0, line.length())
        : line.length() >= 5 && !RequestLine.isHttp(line.bytes(), 0);
  }

  private void wholeLine(byte[] data, int from, int newline) {
    int end = newline > from && data[newline - 1] == '\r' ? newline - 1 : newline;
    int length = end - from;
    switch (part) {
      case START_LINE, SEARCH -> startLine(data, from, length);
      case HEADER -> headerLine(data, from, length);
      case CHUNK_SIZE -> chunkSize(data, from, length);
      case CHUNK_END -> {
        part = Part.CHUNK_SIZE;
        if (length > 0) {
          search("chunk without end");
        }
      }
      case TRAILER -> {
        if (length == 0) {
          finish(End.COMPLETE);
        }
      }
      default -> throw new IllegalStateException("Part " + part + " has no lines");
    }
  }

  private void startLine(byte[] data, int from, int length) {
    if (length == 0 && part == Part.START_LINE) {
      messageBytes = inMessage ? messageBytes : 0;
      return;
    }
    boolean found =
        side == Side.REQUESTS
            ? requestLine.parse(data, from, length)
                && (part == Part.START_LINE || requestLine.versionLength > 0)
            : RequestLine.isStatusLine(data, from, length);
    if (!found) {
      noStartLine(length);
      return;
    }
    if (!inMessage) {
      inMessage = true;
      messageBytes = length + 2L;
      listener.begin();
    }
    any = true;
    searched = 0;
    headerLines = 0;
    if (side == Side.REQUESTS) {
      head.setRequestLine(data, requestLine);
    } else {
      head.setStatusLine(data, from, length);
    }
    part = Part.HEADER;
    if (side == Side.REQUESTS && requestLine.versionLength == 0) {
      headEnds();
    }
  }

  private void noStartLine(int length) {
    if (!any && part == Part.START_LINE) {
      lose("not HTTP");
      return;
    }
    if (part == Part.START_LINE) {
      search("no start line where one was due");
    }
    searched += length + 2;
    if (searched > MAX_SEARCH) {
      lose("no start line found");
    }
  }

  private void headerLine(byte[] data, int from, int length) {
    if (length == 0) {
      headEnds();
    } else if (++headerLines <= MAX_HEADER_LINES) {
      head.addLine(data, from, length);
    }
  }

  private void headEnds() {
    bodyBytes = 0;
    Answered answered =
        side == Side.RESPONSES && head.status() >= 200 ? listener.answered() : Answered.OTHER;
    connectAsked = side == Side.REQUESTS && head.isMethod("CONNECT");
    listener.head(head);
    if (state != State.READING) {
      return;
    }
    if (head.status() == 101 || (answered == Answered.CONNECT && head.status() / 100 == 2)) {
      finish(End.COMPLETE);
      state = State.TUNNEL;
      return;
    }
    chooseBody(answered);
  }

  /** Where the body ends (RFC 9112 §6.3). */
  private void chooseBody(Answered answered) {
    boolean response = side == Side.RESPONSES;
    int status = head.status();
    boolean never =
        response && (status < 200 || status == 204 || status == 304 || answered == Answered.HEAD);
    left = BodyLength.of(head);
    if (never || (!response && connectAsked)) {
      finish(End.COMPLETE);
    } else if (head.lastValueEndsWith(HttpField.TRANSFER_ENCODING, CHUNKED)) {
      part = Part.CHUNK_SIZE;
    } else if (left > 0) {
      part = Part.BODY;
    } else if (left < 0 && response) {
      part = Part.BODY_TO_END;
    } else {
      finish(End.COMPLETE);
    }
  }

  private void chunkSize(byte[] data, int from, int length) {
    long size = BodyLength.hex(data, from, length);
    if (size < 0) {
      search("bad size of a chunk");
    } else if (size == 0) {
      part = Part.TRAILER;
    } else {
      left = size;
      part = Part.CHUNK;
    }
  }

  private void finish(End how) {
    if (inMessage && any && part != Part.START_LINE) {
      if (part == Part.HEADER && how == End.CUT) {
        listener.head(head);
      }
      listener.end(bodyBytes, messageBytes, how);
    }
    line.clear();
    inMessage = false;
    bodyBytes = 0;
    messageBytes = 0;
    part = Part.START_LINE;
  }

  private void search(String why) {
    finish(End.CUT);
    reason = why;
    part = Part.SEARCH;
    if (!any) {
      any = true;
    }
  }

  private void lose(String why) {
    finish(End.CUT);
    reason = why;
    state = State.LOST;
  }
}
