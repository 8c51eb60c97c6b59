package io.tuanzi.payment.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The merchant's half of the agreement with the provider: {@code merchant.properties} (mchid, appid, merchant_serial,
 * platform_serial, apiv3_key), the merchant's private key {@code apiclient_key.pem} and the provider's public key
 * {@code pub_key.pem}, all in one folder.
 */
final class WeChatKeys {

    private final Properties agreed = new Properties();
    private final PrivateKey ours;
    private final PublicKey theirs;

    /** Reads the folder; a missing or broken file is an {@link IllegalStateException}. */
    WeChatKeys(Path folder) {
        try {
            agreed.load(new StringReader(Files.readString(folder.resolve("merchant.properties"))));
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            ours = rsa.generatePrivate(new PKCS8EncodedKeySpec(der(folder.resolve("apiclient_key.pem"))));
            theirs = rsa.generatePublic(new X509EncodedKeySpec(der(folder.resolve("pub_key.pem"))));
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("the payment keys in " + folder + " cannot be read", broken);
        }
    }

    private static byte[] der(Path pem) throws IOException {
        StringBuilder base64 = new StringBuilder();
        for (String line : Files.readAllLines(pem)) {
            if (!line.startsWith("-----")) {
                base64.append(line.strip());
            }
        }
        return Base64.getDecoder().decode(base64.toString());
    }

    String mchid() {
        return agreed("mchid");
    }

    String appid() {
        return agreed("appid");
    }

    String platformSerial() {
        return agreed("platform_serial");
    }

    private String agreed(String name) {
        String value = agreed.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("merchant.properties has no " + name);
        }
        return value;
    }

    /** The header {@code Authorization} of a request. */
    String authorization(String method, String target, long epochSeconds, String nonce, String body) {
        String text = method + '\n' + target + '\n' + epochSeconds + '\n' + nonce + '\n' + body + '\n';
        return ("WECHATPAY2-SHA256-RSA2048 mchid=\"%s\",nonce_str=\"%s\",signature=\"%s\",timestamp=\"%d\","
                + "serial_no=\"%s\"").formatted(mchid(), nonce, signed(text), epochSeconds, agreed("merchant_serial"));
    }

    /** The signature under what a mini-program hands to its payment window. */
    String paySign(String timeStamp, String nonce, String packed) {
        return signed(appid() + '\n' + timeStamp + '\n' + nonce + '\n' + packed + '\n');
    }

    private String signed(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(ours);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the merchant's key does not sign", broken);
        }
    }

    /** Whether the provider signed exactly this. */
    boolean fromProvider(String serial, String timestamp, String nonce, String body, String base64) {
        if (!platformSerial().equals(serial)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(theirs);
            signature.update((timestamp + '\n' + nonce + '\n' + body + '\n').getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    /** Opens a sealed resource; empty when it is not what was sealed under our key. */
    Optional<String> open(String ciphertext, String nonce, String associated) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE,
                    new SecretKeySpec(agreed("apiv3_key").getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new String(cipher.doFinal(Base64.getDecoder().decode(ciphertext)),
                    StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException sealedElsewhere) {
            return Optional.empty();
        }
    }
}
