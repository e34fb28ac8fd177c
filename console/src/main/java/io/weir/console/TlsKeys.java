// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.model.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key and the certificates of a service.
 *
 * @param password of the store
 */
record TlsKeys(KeyStore store, String password) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]++)-----END PRIVATE KEY-----");
  private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");
  private static final String WITHIN = "weir";

  /**
   * Those of a file in PKCS #12.
   *
   * @throws WeirException of kind USAGE when it has none
   */
  static TlsKeys ofStore(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return new TlsKeys(store, password);
        }
      }
    } catch (IOException e) {
      String reason =
          e.getCause() instanceof GeneralSecurityException
              ? "the password is another"
              : WeirException.reason(e);
      throw refused(file, reason);
    } catch (GeneralSecurityException e) {
      throw refused(file, String.valueOf(e.getMessage()));
    }
    throw refused(file, "it has no private key");
  }

  private static WeirException refused(Path file, String reason) {
    return WeirException.usage(
        "Cannot use the keys in %s: %s. Name a file of PKCS #12, and its password in"
            + " WEIR_TLS_PASSWORD.",
        file, reason);
  }

  /**
   * Those of files in PEM.
   *
   * @param certificates the service's own first
   * @param key in PKCS #8, not encrypted
   * @throws WeirException of kind USAGE when they have none
   */
  static TlsKeys ofPem(Path certificates, Path key) {
    PrivateKey secret = key(key);
    try (InputStream in = Files.newInputStream(certificates)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(new Certificate[0]);
      if (chain.length == 0) {
        throw noCertificate(certificates, "there is none in it");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(WITHIN, secret, WITHIN.toCharArray(), chain);
      return new TlsKeys(store, WITHIN);
    } catch (IOException e) {
      throw noCertificate(certificates, WeirException.reason(e));
    } catch (GeneralSecurityException e) {
      throw noCertificate(certificates, String.valueOf(e.getMessage()));
    }
  }

  private static WeirException noCertificate(Path file, String reason) {
    return WeirException.usage(
        "Cannot use the certificate in %s: %s. Name a file in PEM, the service's own certificate"
            + " first.",
        file, reason);
  }

  private static PrivateKey key(Path file) {
    try {
      Matcher key = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (key.find()) {
        byte[] bytes = Base64.getMimeDecoder().decode(key.group(1));
        for (String kind : KINDS) {
          Optional<PrivateKey> secret = key(kind, bytes);
          if (secret.isPresent()) {
            return secret.get();
          }
        }
      }
    } catch (IOException e) {
      throw noKey(file, WeirException.reason(e));
    }
    throw noKey(file, "there is none in it");
  }

  private static Optional<PrivateKey> key(String kind, byte[] bytes) {
    try {
      return Optional.of(
          KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    } catch (GeneralSecurityException e) {
      // It is of another kind, or none.
      return Optional.empty();
    }
  }

  private static WeirException noKey(Path file, String reason) {
    return WeirException.usage(
        "Cannot use the private key in %s: %s. Name a file in PEM with BEGIN PRIVATE KEY, not"
            + " encrypted; openssl pkcs8 -topk8 -nocrypt makes one of others.",
        file, reason);
  }
}
