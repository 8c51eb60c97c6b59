package io.tuanzi.payment;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Writes notifications as the provider would, with its own key, about anything a test likes. */
final class ProvidersPen {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A notification ready to be sent. */
    record Letter(String body, Map<String, String> headers) {
    }

    private final Properties agreed = new Properties();
    private final PrivateKey key;

    ProvidersPen(Path keys) {
        try {
            agreed.load(new StringReader(Files.readString(keys.resolve("merchant.properties"))));
            String file = Files.readString(keys.resolve("platform/platform_key.pem"));
            String pem = file.replaceAll("-----[A-Z ]+-----", "");
            key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    String agreed(String name) {
        return agreed.getProperty(name);
    }

    /** Seals and signs what is told. */
    Letter letter(String event, Object told) {
        return signed(JSON.writeValueAsString(Map.of("id", "EV-test", "event_type", event,
                "resource", Map.of("algorithm", "AEAD_AES_256_GCM", "associated_data", "transaction",
                        "nonce", "abcdefghijkl", "ciphertext", sealed(JSON.writeValueAsString(told))))),
                System.currentTimeMillis() / 1000);
    }

    /** Signs any body, at any moment. */
    Letter signed(String body, long epochSeconds) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update((epochSeconds + "\nnonce\n" + body + "\n").getBytes(StandardCharsets.UTF_8));
            return new Letter(body, Map.of("Wechatpay-Timestamp", String.valueOf(epochSeconds),
                    "Wechatpay-Nonce", "nonce", "Wechatpay-Serial", agreed("platform_serial"),
                    "Wechatpay-Signature", Base64.getEncoder().encodeToString(signature.sign())));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private String sealed(String plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(agreed("apiv3_key").getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, "abcdefghijkl".getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD("transaction".getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
