// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import io.weir.wire.BigEndian;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of the client's Initial packets, which anyone can derive from the connection id (RFC
 * 9001 §5.2). Not thread-safe.
 */
final class InitialKeys {
  private static final int TAG_BITS = 128;
  private static final int SAMPLE = 16;

  private final Cipher headerCipher;
  private final Cipher payloadCipher;
  private final SecretKeySpec key;
  private final byte[] iv;

  InitialKeys(int version, byte[] salt, byte[] connectionId) {
    try {
      byte[] initial = hmac(salt, connectionId);
      byte[] client = expand(initial, "client in", 32);
      String labels = QuicVersion.labels(version);
      key = new SecretKeySpec(expand(client, labels + " key", 16), "AES");
      iv = expand(client, labels + " iv", 12);
      headerCipher = Cipher.getInstance("AES/ECB/NoPadding");
      headerCipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(expand(client, labels + " hp", 16), "AES"));
      payloadCipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES and SHA-256", e);
    }
  }

  /**
   * Decrypts a packet (RFC 9001 §5.3, §5.4).
   *
   * @param packet the whole packet, and nothing behind it
   * @param numberAt where the packet number begins
   * @return the frames, or nothing if these are not the packet's keys
   */
  byte[] open(byte[] packet, int numberAt) {
    if (numberAt + 4 + SAMPLE > packet.length) {
      return new byte[0];
    }
    try {
      byte[] mask = headerCipher.doFinal(packet, numberAt + 4, SAMPLE);
      byte[] header = Arrays.copyOf(packet, numberAt + 4);
      header[0] ^= (byte) (mask[0] & 0x0f);
      int numberLength = (header[0] & 3) + 1;
      long number = 0;
      for (int i = 0; i < numberLength; i++) {
        header[numberAt + i] ^= mask[1 + i];
        number = number << 8 | BigEndian.u8(header, numberAt + i);
      }
      payloadCipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce(number)));
      payloadCipher.updateAAD(header, 0, numberAt + numberLength);
      int from = numberAt + numberLength;
      return payloadCipher.doFinal(packet, from, packet.length - from);
    } catch (GeneralSecurityException e) {
      // Not authentic: other keys, another protocol, or damage. All mean that nothing can be read.
      return new byte[0];
    }
  }

  private byte[] nonce(long number) {
    byte[] nonce = iv.clone();
    for (int i = 0; i < 8; i++) {
      nonce[nonce.length - 1 - i] ^= (byte) (number >> (8 * i));
    }
    return nonce;
  }

  /** HKDF-Expand-Label (RFC 8446 §7.1) for at most 32 bytes and an empty context. */
  private static byte[] expand(byte[] secret, String label, int length)
      throws GeneralSecurityException {
    byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer info = ByteBuffer.allocate(5 + name.length);
    info.putShort((short) length).put((byte) name.length).put(name).put((byte) 0).put((byte) 1);
    return Arrays.copyOf(hmac(secret, info.array()), length);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }
}
