// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Builds protected Initial packets of a client (RFC 9001 §5), for tests. */
final class InitialPackets {
  private final int version;
  private final byte[] salt;
  private final byte[] keyId;
  private final byte[] destination;

  InitialPackets(int version, String saltHex, String keyIdHex, String destinationHex) {
    this.version = version;
    this.salt = HexFormat.of().parseHex(saltHex);
    this.keyId = HexFormat.of().parseHex(keyIdHex);
    this.destination = HexFormat.of().parseHex(destinationHex);
  }

  static byte[] crypto(int offset, byte[] data, int from, int to) {
    return ByteBuffer.allocate(7 + to - from)
        .put((byte) 6)
        .putInt(0x80000000 | offset)
        .putShort((short) (0x4000 | (to - from)))
        .put(data, from, to - from)
        .array();
  }

  byte[] seal(int number, byte[] frames, int paddedTo) {
    try {
      return sealed(number, Arrays.copyOf(frames, Math.max(frames.length, paddedTo)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sealed(int number, byte[] payload) throws GeneralSecurityException {
    boolean second = version == QuicVersion.V2;
    byte[] client = expand(hmac(salt, keyId), "client in", 32);
    String labels = second ? "quicv2" : "quic";
    byte[] key = expand(client, labels + " key", 16);
    byte[] iv = expand(client, labels + " iv", 12);
    byte[] hp = expand(client, labels + " hp", 16);
    ByteBuffer header = ByteBuffer.allocate(64);
    header.put((byte) (second ? 0xd3 : 0xc3)).putInt(version);
    header.put((byte) destination.length).put(destination).put((byte) 0).put((byte) 0);
    header.putShort((short) (0x4000 | (4 + payload.length + 16)));
    int numberAt = header.position();
    header.putInt(number);
    byte[] head = Arrays.copyOf(header.array(), header.position());
    byte[] nonce = iv.clone();
    for (int i = 0; i < 4; i++) {
      nonce[11 - i] ^= (byte) (number >> (8 * i));
    }
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    gcm.updateAAD(head);
    byte[] body = gcm.doFinal(payload);
    Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
    ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(hp, "AES"));
    byte[] mask = ecb.doFinal(body, 0, 16);
    head[0] ^= (byte) (mask[0] & 0x0f);
    for (int i = 0; i < 4; i++) {
      head[numberAt + i] ^= mask[1 + i];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] expand(byte[] secret, String label, int length)
      throws GeneralSecurityException {
    byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    info.write(0);
    info.write(length);
    info.write(name.length);
    info.writeBytes(name);
    info.write(0);
    info.write(1);
    return Arrays.copyOf(hmac(secret, info.toByteArray()), length);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }
}
