// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TlsStreamTest {
  /** The record with the hello that the JDK's own TLS sends. */
  private static byte[] jdkHello(String... versions) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(true);
      SSLParameters parameters = new SSLParameters();
      parameters.setServerNames(List.of(new SNIHostName("Www.Example.com")));
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      parameters.setProtocols(versions);
      engine.setSSLParameters(parameters);
      ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), out);
      out.flip();
      byte[] record = new byte[out.remaining()];
      out.get(record);
      return record;
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static ClientHello helloOf(TlsStream stream) {
    return Objects.requireNonNull(stream.clientHello(), "no hello was read");
  }

  @Test
  void readsTheHelloOfTheJdk() {
    TlsStream stream = new TlsStream();
    byte[] record = jdkHello("TLSv1.3", "TLSv1.2");
    assertThat(TlsStream.looksLikeTls(record, 0, record.length)).isTrue();
    assertThat(stream.offer(record, 0, record.length)).isEqualTo(TlsStream.State.DONE);
    assertThat(helloOf(stream))
        .isEqualTo(new ClientHello(TlsVersion.TLS13, "Www.Example.com", List.of("h2", "http/1.1")));
  }

  @Test
  void knowsOlderVersions() {
    TlsStream stream = new TlsStream();
    byte[] record = jdkHello("TLSv1.2");
    stream.offer(record, 0, record.length);
    assertThat(helloOf(stream).version()).isEqualTo(TlsVersion.TLS12);
    assertThat(TlsVersion.name(TlsVersion.TLS12)).isEqualTo("TLSv12");
  }

  @Property(tries = 100)
  void readsAHelloCutIntoRecordsAndChunks(
      @ForAll @IntRange(min = 1, max = 200) int recordSize,
      @ForAll @IntRange(min = 1, max = 300) int chunk) {
    byte[] message = java.util.Arrays.copyOfRange(HELLO, 5, HELLO.length);
    ByteBuffer records = ByteBuffer.allocate(20 * message.length);
    for (int at = 0; at < message.length; at += recordSize) {
      int length = Math.min(recordSize, message.length - at);
      records.put((byte) 22).putShort((short) 0x0301).putShort((short) length);
      records.put(message, at, length);
    }
    records.flip();
    TlsStream stream = new TlsStream();
    for (int at = 0; at < records.limit(); at += chunk) {
      stream.offer(records.array(), at, Math.min(chunk, records.limit() - at));
    }
    assertThat(stream.state()).isEqualTo(TlsStream.State.DONE);
    assertThat(helloOf(stream).serverName()).isEqualTo("Www.Example.com");
  }

  private static final byte[] HELLO = jdkHello("TLSv1.2");

  @Test
  void readsTheServersHelloAndCertificate() {
    byte[] certificate = DerBytes.certificate("cn.example", "a.example", "*.b.example");
    ByteBuffer records = ByteBuffer.allocate(4000);
    byte[] hello = hex("0303" + "11".repeat(32) + "00 c02f 00 0009 0010 0005 0003 02 6832");
    handshake(records, 2, hello);
    ByteBuffer chain = ByteBuffer.allocate(certificate.length + 6);
    u24(chain, certificate.length + 3);
    u24(chain, certificate.length);
    handshake(records, 11, chain.put(certificate).array());
    TlsStream stream = new TlsStream();
    stream.offer(records.array(), 0, records.position());
    assertThat(stream.state()).isEqualTo(TlsStream.State.DONE);
    assertThat(stream.serverHello()).isEqualTo(new ServerHello(TlsVersion.TLS12, "h2"));
    assertThat(stream.certificate())
        .isEqualTo(new CertificateNames("cn.example", List.of("a.example", "*.b.example")));
  }

  @Test
  void stopsAtTheHelloOfTls13() {
    byte[] hello = hex("0303" + "11".repeat(32) + "00 1301 00 0006 002b 0002 0304");
    ByteBuffer records = ByteBuffer.allocate(200);
    handshake(records, 2, hello);
    TlsStream stream = new TlsStream();
    stream.offer(records.array(), 0, records.position());
    assertThat(stream.state()).isEqualTo(TlsStream.State.DONE);
    assertThat(stream.serverHello()).isEqualTo(new ServerHello(TlsVersion.TLS13, null));
  }

  private static void handshake(ByteBuffer out, int type, byte[] body) {
    out.put((byte) 22).putShort((short) 0x0303).putShort((short) (body.length + 4));
    out.put((byte) type);
    u24(out, body.length);
    out.put(body);
  }

  private static void u24(ByteBuffer out, int value) {
    out.put((byte) (value >> 16)).putShort((short) value);
  }

  @Test
  void understandsTheHelloOfSsl2() {
    TlsStream stream = new TlsStream();
    byte[] hello = hex("802e 01 0301 0015 0000 0010" + "00".repeat(21 + 16));
    assertThat(TlsStream.looksLikeTls(hello, 0, hello.length)).isTrue();
    for (byte b : hello) {
      stream.offer(new byte[] {b}, 0, 1);
    }
    assertThat(stream.state()).isEqualTo(TlsStream.State.DONE);
    assertThat(helloOf(stream).version()).isEqualTo(TlsVersion.TLS10);
    assertThat(helloOf(stream).serverName()).isNull();
  }

  @Test
  void refusesOtherProtocols() {
    byte[] http = "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(TlsStream.looksLikeTls(http, 0, http.length)).isFalse();
    assertThat(new TlsStream().offer(http, 0, http.length)).isEqualTo(TlsStream.State.NOT_TLS);
  }

  @Test
  void givesUpOnHugeMessages() {
    byte[] record = hex("16 0303 0010 01 ffffff" + "00".repeat(12));
    assertThat(new TlsStream().offer(record, 0, record.length)).isEqualTo(TlsStream.State.NOT_TLS);
  }

  @Test
  void keepsWhatCameBeforeAGap() {
    TlsStream stream = new TlsStream();
    stream.offer(HELLO, 0, 50);
    assertThat(stream.gap()).isEqualTo(TlsStream.State.NOT_TLS);
  }

  @Test
  void readsADtlsHelloInFragments() {
    byte[] body =
        hex(
            "fefd"
                + "22".repeat(32)
                + "00 02 abcd 0002 c02b 01 00 000e"
                + "0000 000a 0008 00 0005 6474 6c73 2e".replace(" ", ""));
    DtlsHello reader = new DtlsHello();
    byte[] second = fragment(1, body, 20, body.length);
    byte[] first = fragment(1, body, 0, 20);
    assertThat(DtlsHello.looksLikeDtls(first, 0, first.length)).isTrue();
    assertThat(reader.offer(second, 0, second.length)).isFalse();
    assertThat(reader.offer(first, 0, first.length)).isTrue();
    assertThat(reader.hello()).isEqualTo(new ClientHello(TlsVersion.DTLS12, "dtls.", List.of()));
  }

  @Test
  void readsTheHelloOfADtlsServer() {
    byte[] body = hex("feff" + "33".repeat(32) + "00 c014 00");
    DtlsHello reader = new DtlsHello();
    byte[] datagram = fragment(2, body, 0, body.length);
    assertThat(reader.offer(datagram, 0, datagram.length)).isTrue();
    assertThat(reader.hello()).isNull();
    assertThat(reader.serverHello()).isEqualTo(new ServerHello(TlsVersion.DTLS10, null));
  }

  private static byte[] fragment(int type, byte[] body, int from, int to) {
    ByteBuffer out = ByteBuffer.allocate(25 + to - from);
    out.put((byte) 22).putShort((short) 0xfeff).putLong(0).putShort((short) (12 + to - from));
    out.put((byte) type);
    u24(out, body.length);
    out.putShort((short) 0);
    u24(out, from);
    u24(out, to - from);
    return out.put(body, from, to - from).array();
  }
}
