// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpTransactionsTest {
  private final CaptureBytes capture = new CaptureBytes();
  private int clientNext = 100;
  private int serverNext = 500;

  private void open() {
    capture.tcp(1, 4000, 80, 80, 99, 2).tcp(80, 80, 1, 4000, 499, 18);
  }

  private void client(String bytes) {
    capture.after(0.1).tcp(1, 4000, 80, 80, clientNext, bytes);
    clientNext += bytes.length();
  }

  private void server(String bytes) {
    capture.after(0.1).tcp(80, 80, 1, 4000, serverNext, bytes);
    serverNext += bytes.length();
  }

  private List<Map<String, String>> rows() {
    return Captures.read(
            List.of(Captures.file("a.pcap", capture.toBytes())), Options.NONE, FiveTables.HTTP)
        .tables()
        .get(0);
  }

  @Test
  void fillsARowFromRequestAndResponse() {
    open();
    client(
        """
        POST /p?q=1 HTTP/1.1
        Host: WWW.Example.org:8080
        User-Agent: curl/8
        Referer: http://r.example/
        Cookie: a=1
        Cookie: b=2
        Origin: http://o.example
        Authorization: Basic dTpw
        Via: 1.1 proxy
        Content-Type: Text/Plain; charset=utf-8
        Content-Length: 5

        hello"""
            .replace("\n", "\r\n"));
    server(
        """
        HTTP/1.1 206 Partial Content
        Server: s/1
        Content-Type: text/html; charset=x
        Content-Range: bytes 0-2/9
        Set-Cookie: c=1
        Set-Cookie: d=2
        Location: /l
        Content-Encoding: GZIP
        Content-Length: 3

        abc"""
            .replace("\n", "\r\n"));
    assertThat(rows()).hasSize(1);
    assertThat(rows().get(0))
        .containsEntry("c_ip", "10.0.0.1")
        .containsEntry("s_port", "80")
        .containsEntry("method", "POST")
        .containsEntry("host", "www.example.org")
        .containsEntry("host_raw", "WWW.Example.org:8080")
        .containsEntry("path", "/p?q=1")
        .containsEntry("url", "http://WWW.Example.org:8080/p?q=1")
        .containsEntry("uri_scheme", "http")
        .containsEntry("user_agent", "curl/8")
        .containsEntry("referrer", "http://r.example/")
        .containsEntry("req_cookie", "a=1; b=2")
        .containsEntry("origin", "http://o.example")
        .containsEntry("username", "u")
        .containsEntry("proxied", "[VIA -> 1.1 proxy]")
        .containsEntry("req_mime_types", "[text/plain]")
        .containsEntry("request_body_len", "5")
        .containsEntry("req_bytes", "260")
        .containsEntry("status_code", "206")
        .containsEntry("status_msg", "Partial Content")
        .containsEntry("server", "s/1")
        .containsEntry("content_type", "text/html")
        .containsEntry("content_range", "bytes 0-2/9")
        .containsEntry("set_cookie", "c=1, d=2")
        .containsEntry("location", "/l")
        .containsEntry("tags", "[gzip]")
        .containsEntry("response_body_len", "3")
        .containsEntry("trans_depth", "1")
        .containsEntry("proto_version", "1.1")
        .containsEntry("src_line", "3")
        .doesNotContainKey("info_code");
  }

  @Test
  void pairsPipelinedRequestsInOrder() {
    open();
    client("GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n");
    server("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab");
    server("HTTP/1.1 404 No\r\nContent-Length: 99\r\n\r\nHTTP/1.1 500 Oh\r\n\r\nabc");
    assertThat(rows())
        .extracting(
            row ->
                row.get("path") + " " + row.get("status_code") + " " + row.get("response_body_len"))
        .containsExactly("/1 200 2", "/2 404 0", "/3 500 3");
    assertThat(rows().get(0)).containsEntry("info_code", "100");
    assertThat(rows()).extracting(row -> row.get("trans_depth")).containsExactly("1", "2", "3");
  }

  @Test
  void readsTheFormsOfTargets() {
    open();
    client("GET HTTP://Proxied.example:81/x?y HTTP/1.1\r\nHost: other\r\n\r\n");
    server("HTTP/1.1 204 No\r\n\r\n");
    client("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
    server("HTTP/1.1 204 No\r\n\r\n");
    client("CONNECT Tls.example:443 HTTP/1.1\r\n\r\n");
    server("HTTP/1.1 200 Connected\r\n\r\n");
    client("\u0016\u0003\u0001 GET / HTTP/1.1\r\n\r\n");
    List<Map<String, String>> rows = rows();
    assertThat(rows)
        .extracting(row -> row.get("host") + " " + row.get("path") + " " + row.get("url"))
        .containsExactly(
            "proxied.example /x?y HTTP://Proxied.example:81/x?y",
            "h * http://h",
            "tls.example Tls.example:443 null");
    assertThat(rows.get(0)).containsEntry("uri_scheme", "http");
    assertThat(rows.get(2)).containsEntry("status_code", "200").doesNotContainKey("uri_scheme");
  }

  @Test
  void readsHttpInsideATunnel() {
    open();
    client("CONNECT plain.example:80 HTTP/1.1\r\n\r\n");
    server("HTTP/1.1 200 Connected\r\n\r\n");
    client("GET /inside HTTP/1.1\r\nHost: plain.example\r\n\r\n");
    server("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
    assertThat(rows())
        .extracting(row -> row.get("method") + " " + row.get("path") + " " + row.get("status_code"))
        .containsExactly("CONNECT plain.example:80 200", "GET /inside 404");
  }

  @Test
  void readsHttpBehindSocks() {
    open();
    client("\u0005\u0001\u0000");
    server("\u0005\u0000");
    client("\u0005\u0001\u0000\u0001\n\u0000\u0000\u0001\u0000P");
    server("\u0005\u0000\u0000\u0001\n\u0000\u0000\u0001\u0000P");
    client("GET /behind HTTP/1.1\r\n\r\n");
    server("HTTP/1.1 204 No\r\n\r\n");
    assertThat(rows())
        .extracting(row -> row.get("path") + " " + row.get("status_code"))
        .containsExactly("/behind 204");
  }

  @Test
  void keepsRequestsWithoutResponseAndResponsesWithoutRequest() {
    server("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    client("GET /late HTTP/1.1\r\nHost: h\r\n\r\n");
    List<Map<String, String>> rows = rows();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).containsEntry("status_code", "200").doesNotContainKey("method");
    assertThat(rows.get(0)).containsEntry("c_ip", "10.0.0.1");
    assertThat(rows.get(1)).containsEntry("path", "/late").doesNotContainKey("status_code");
  }

  @Test
  void putsSegmentsInOrderAndSkipsOverLostBodies() {
    open();
    client("GET /big HTTP/1.1\r\n\r\n");
    server("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(100));
    serverNext += 800;
    server("y".repeat(100));
    capture.tcp(1, 4000, 80, 80, clientNext, 16);
    client("GET /next HTTP/1.1\r\n\r\n");
    server("HTTP/1.1 304 Same\r\n\r\n");
    assertThat(rows())
        .extracting(
            row ->
                row.get("path") + " " + row.get("status_code") + " " + row.get("response_body_len"))
        .containsExactly("/big 200 1000", "/next 304 0");
  }

  @Test
  void tellsThatAMessageWasCut() {
    open();
    client("GET / HTTP/1.1\r\n\r\n");
    server("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
    assertThat(rows().get(0))
        .containsEntry("tags", "[cut]")
        .containsEntry("response_body_len", "3");
  }

  @Test
  void readsNothingFromOtherProtocols() {
    open();
    server("220 mail.example ESMTP\r\n");
    client("EHLO x\r\n");
    assertThat(rows()).isEmpty();
  }
}
