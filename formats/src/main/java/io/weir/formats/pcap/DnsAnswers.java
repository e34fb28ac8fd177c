// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.ByteText;
import io.weir.wire.dns.DnsMessage;
import io.weir.wire.dns.DnsType;
import io.weir.wire.dns.NameCase;
import io.weir.wire.packet.Packet;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which name a client asked DNS for before it was told an address. A flow of that client
 * to that address has the name if the answer is not older than its time to live, or an hour where
 * that is longer (programs keep answers longer than they should). The latest answer counts.
 */
final class DnsAnswers {
  private static final long SECOND = 1_000_000_000L;
  private static final long AT_LEAST = 3600 * SECOND;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Answers that are remembered; beyond that, the oldest is forgotten. */
  private static final int MAX_ANSWERS = 1_000_000;

  private record Key(long clientHigh, long clientLow, long high, long low) {}

  private record Answer(String name, long until) {}

  private final Position position;
  private final DnsMessage message = new DnsMessage();
  private final ByteText text = new ByteText();
  private final Map<Key, Answer> answers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Answer> eldest) {
          return size() > MAX_ANSWERS;
        }
      };

  DnsAnswers(Position position) {
    this.position = position;
  }

  /** Names the flow if its client was told the server's address before. */
  void name(Flow flow) {
    if (answers.isEmpty()) {
      return;
    }
    Endpoint client = flow.client;
    Endpoint server = flow.server;
    Answer answer = answers.get(new Key(client.high, client.low, server.high, server.low));
    if (answer != null && position.nanos() <= answer.until) {
      flow.named(answer.name, NameSource.DNS);
    }
  }

  /** Reads a datagram that DNS sent. */
  void learn(Packet p) {
    byte[] data = p.data();
    message.decode(data, p.payloadAt(), p.payloadCaptured());
    if (!message.hasHeader() || !message.isResponse() || message.questionCount() != 1) {
      return;
    }
    String name = null;
    for (int i = 0; i < message.recordCount(); i++) {
      Key key = message.section(i) == DnsMessage.Section.ANSWER ? key(p, i) : null;
      if (key != null) {
        if (name == null) {
          text.clear();
          message.writeQuestionName(0, NameCase.LOWER, text);
          name = text.toString();
        }
        answers.remove(key); // so that the order is that of the latest answers
        long life = Math.max(AT_LEAST, message.ttl(i) * SECOND);
        answers.put(key, new Answer(name, position.nanos() + life));
      }
    }
  }

  /** The client and the address of an A or AAAA record; null for others. */
  private @Nullable Key key(Packet p, int record) {
    byte[] data = p.data();
    long clientHigh = p.destinationHigh();
    long clientLow = p.destinationLow();
    int at = message.rdataAt(record);
    int length = message.rdataLength(record);
    if (message.type(record) == DnsType.A && length == 4) {
      long address = CaptureBuffer.i32(data, at, ByteOrder.BIG_ENDIAN) & 0xffff_ffffL;
      return new Key(clientHigh, clientLow, 0, address);
    }
    if (message.type(record) == DnsType.AAAA && length == 16) {
      long high = (long) LONG.get(data, at);
      return new Key(clientHigh, clientLow, high, (long) LONG.get(data, at + 8));
    }
    return null;
  }
}
