// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HttpStreamTest {
  /** Writes down what it is told. */
  private static final class Notes implements HttpStream.Listener {
    final List<String> lines = new ArrayList<>();
    final Deque<HttpStream.Answered> answered = new ArrayDeque<>();

    @Override
    public void begin() {}

    @Override
    public void head(HttpHead head) {
      StringBuilder text = new StringBuilder();
      if (head.isRequest()) {
        text.append(text(head, 0, head.methodLength())).append(' ');
        text.append(text(head, head.targetAt(), head.targetLength())).append(' ');
      } else {
        text.append(head.status()).append(' ');
        text.append(text(head, head.reasonAt(), head.reasonLength())).append(' ');
      }
      text.append(text(head, head.versionAt(), head.versionLength()));
      for (int i = 0; i < head.fieldCount(); i++) {
        text.append(" | ").append(head.field(i).lowerName()).append('=');
        text.append(text(head, head.valueAt(i), head.valueLength(i)));
      }
      lines.add(text.toString());
    }

    private static String text(HttpHead head, int at, int length) {
      return new String(head.data(), at, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void end(long bodyBytes, long messageBytes, HttpStream.End how) {
      lines.add(bodyBytes + "/" + messageBytes + " " + how);
    }

    @Override
    public HttpStream.Answered answered() {
      return answered.isEmpty() ? HttpStream.Answered.OTHER : answered.poll();
    }
  }

  private final Notes notes = new Notes();
  private final HttpStream requests = HttpStream.ofRequests(notes);
  private final HttpStream responses = HttpStream.ofResponses(notes);

  private static HttpStream.State offer(HttpStream stream, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return stream.offer(bytes, 0, bytes.length);
  }

  @Test
  void readsPipelinedRequests() {
    offer(
        requests,
        "GET /a?b=c HTTP/1.1\r\nHost: x.example\r\nX-Other: 1\r\n\r\nPOST /p HTTP/1.0\r\n");
    offer(requests, "content-LENGTH:  5 \r\nUser-Agent:me\r\n\r\nhelloGET http://y/ HTTP/1.1\n\n");
    assertThat(notes.lines)
        .containsExactly(
            "GET /a?b=c 1.1 | host=x.example",
            "0/52 COMPLETE",
            "POST /p 1.0 | content-length=5 | user-agent=me",
            "5/61 COMPLETE",
            "GET http://y/ 1.1",
            "0/24 COMPLETE");
  }

  @Test
  void joinsFoldedLines() {
    offer(requests, "GET / HTTP/1.1\r\nCookie: a=1;\r\n\t b=2\r\nHost : h\r\n\r\n");
    assertThat(notes.lines).first().isEqualTo("GET / 1.1 | cookie=a=1; b=2 | host=h");
  }

  @Test
  void countsChunkedBodies() {
    offer(responses, "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n4\r\nabcd\r\n");
    offer(responses, "A;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\nHTTP/1.1 204\r\n\r\n");
    assertThat(notes.lines)
        .containsExactly(
            "200 OK 1.1 | transfer-encoding=gzip, Chunked",
            "14/98 COMPLETE",
            "204  1.1",
            "0/16 COMPLETE");
  }

  @Test
  void readsToTheEndOfTheConnection() {
    offer(responses, "HTTP/1.0 200 Fine here\r\nServer: s\r\n\r\nabc");
    offer(responses, "HTTP/1.1 200 no head\r\n\r\n");
    responses.end();
    assertThat(notes.lines).containsExactly("200 Fine here 1.0 | server=s", "27/64 COMPLETE");
  }

  @Test
  void knowsResponsesWithoutBody() {
    notes.answered.add(HttpStream.Answered.HEAD);
    offer(responses, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
    offer(
        responses,
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    assertThat(notes.lines)
        .containsExactly(
            "100 Continue 1.1",
            "0/25 COMPLETE",
            "200 OK 1.1 | content-length=9",
            "0/38 COMPLETE",
            "304 Not Modified 1.1 | content-length=9",
            "0/48 COMPLETE",
            "200 OK 1.1 | content-length=1",
            "1/39 COMPLETE");
  }

  @Test
  void opensATunnelAfterConnect() {
    notes.answered.add(HttpStream.Answered.CONNECT);
    byte[] bytes =
        "HTTP/1.1 200 OK\r\n\r\n\u0016\u0003\u0001".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(responses.offer(bytes, 0, bytes.length)).isEqualTo(HttpStream.State.TUNNEL);
    assertThat(responses.tunnelAt()).isEqualTo(19);
    byte[] request =
        "CONNECT h:443 HTTP/1.1\r\n\r\n\u0016\u0003\u0001".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(requests.offer(request, 0, request.length)).isEqualTo(HttpStream.State.TUNNEL);
    assertThat(requests.tunnelAt()).isEqualTo(26);
  }

  @Test
  void asksAgainAfterAConnectThatFailed() {
    notes.answered.add(HttpStream.Answered.CONNECT);
    offer(responses, "HTTP/1.1 407 Auth\r\nContent-Length: 2\r\n\r\nno");
    assertThat(responses.state()).isEqualTo(HttpStream.State.READING);
    offer(requests, "CONNECT h:443 HTTP/1.1\r\n\r\nCONNECT h:443 HTTP/1.1\r\n\r\n");
    assertThat(requests.state()).isEqualTo(HttpStream.State.READING);
  }

  @Test
  void becomesATunnelByUpgrade() {
    offer(responses, "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n\u0081\u0001");
    assertThat(responses.state()).isEqualTo(HttpStream.State.TUNNEL);
    requests.becomeTunnel();
    assertThat(requests.state()).isEqualTo(HttpStream.State.TUNNEL);
  }

  @Test
  void skipsOverAGapInABody() {
    offer(responses, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabcde");
    assertThat(responses.gap(90)).isEqualTo(HttpStream.State.READING);
    offer(responses, "vwxyzHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
    assertThat(notes.lines)
        .containsExactly(
            "200 OK 1.1 | content-length=100",
            "100/140 COMPLETE",
            "404 No 1.1 | content-length=0",
            "0/38 COMPLETE");
  }

  @Test
  void findsTheNextHeadAfterAGapThatHidOne() {
    offer(responses, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcde");
    responses.gap(500);
    offer(responses, "rest\nof body\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
    assertThat(responses.reason()).isEqualTo("bytes missing in a head");
    assertThat(notes.lines)
        .containsExactly(
            "200 OK 1.1 | content-length=10",
            "5/44 CUT",
            "404 No 1.1 | content-length=0",
            "0/38 COMPLETE");
  }

  @Test
  void tellsThatSomethingIsNotHttp() {
    assertThat(offer(requests, "EHLO mail.example\r\n")).isEqualTo(HttpStream.State.LOST);
    assertThat(requests.reason()).isEqualTo("not HTTP");
    assertThat(offer(responses, "220 mail.example ESMTP")).isEqualTo(HttpStream.State.LOST);
    assertThat(offer(HttpStream.ofRequests(notes), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        .isEqualTo(HttpStream.State.LOST);
    assertThat(notes.lines).isEmpty();
  }

  @Test
  void acceptsRequestsWithoutVersion() {
    offer(requests, "GET /old\r\n");
    assertThat(notes.lines).containsExactly("GET /old ", "0/10 COMPLETE");
  }

  @Test
  void readsResponsesWithoutHead() {
    notes.answered.add(HttpStream.Answered.VERSIONLESS);
    offer(responses, "<html>");
    offer(responses, "</html>\r\n");
    responses.end();
    assertThat(notes.lines).containsExactly("0  ", "15/15 COMPLETE");
  }

  @Test
  void keepsBlanksInTargets() {
    offer(requests, "GET /a b  c HTTP/1.1\r\n\r\n");
    assertThat(notes.lines).first().isEqualTo("GET /a b  c 1.1");
  }

  @Test
  void boundsHeads() {
    offer(requests, "GET / HTTP/1.1\r\nCookie: ");
    String part = "x".repeat(10_000);
    for (int i = 0; i < 100; i++) {
      offer(requests, part);
    }
    offer(requests, "\r\nHost: h\r\n\r\n");
    assertThat(notes.lines).hasSize(2);
    assertThat(notes.lines.get(0).length()).isLessThan(70_000);
    assertThat(notes.lines.get(1)).isEqualTo("0/1000037 COMPLETE");
  }

  @Test
  void tellsOfAHeadThatWasCut() {
    offer(requests, "GET /x HTTP/1.1\r\nHost: h\r\nUser-");
    requests.end();
    assertThat(notes.lines).containsExactly("GET /x 1.1 | host=h", "0/31 CUT");
  }

  @Property(tries = 300)
  void tellsTheSameHoweverTheStreamIsCut(@ForAll @IntRange(min = 1, max = 90) int chunk) {
    String text =
        """

        GET /1 HTTP/1.1
        Host: a

        PUT /2 HTTP/1.1
        Transfer-Encoding: chunked

        3
        abc
        0

        POST /3 HTTP/1.1
        Content-Length: 3

        xyzGET /4 HTTP/1.1

        """
            .replace("\n", "\r\n");
    Notes whole = new Notes();
    offer(HttpStream.ofRequests(whole), text);
    Notes cut = new Notes();
    HttpStream stream = HttpStream.ofRequests(cut);
    for (int at = 0; at < text.length(); at += chunk) {
      offer(stream, text.substring(at, Math.min(text.length(), at + chunk)));
    }
    assertThat(whole.lines).hasSize(8);
    assertThat(cut.lines).isEqualTo(whole.lines);
  }
}
