package io.tuanzi.sandboxpay;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What both sides know and what only one side knows. At the first start everything is made in one folder: the
 * merchant takes {@code merchant.properties} (mchid, appid, serials, APIv3 key), {@code apiclient_key.pem} and
 * {@code pub_key.pem} from it; the sub-folder {@code platform} is the provider's alone.
 */
final class Keys {
    private static final SecureRandom SECRETS = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private final Properties merchant;
    private final PrivateKey platformPrivate;
    private final PublicKey merchantPublic;

    private Keys(Properties merchant, PrivateKey platformPrivate, PublicKey merchantPublic) {
        this.merchant = merchant;
        this.platformPrivate = platformPrivate;
        this.merchantPublic = merchantPublic;
    }

    /** Reads the keys of the folder, making them first where there are none; the properties file is written last. */
    static Keys of(Path folder) throws IOException, GeneralSecurityException {
        Path own = folder.resolve("platform");
        Path properties = folder.resolve("merchant.properties");
        if (!Files.exists(properties)) {
            Files.createDirectories(own);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair platform = generator.generateKeyPair();
            KeyPair merchant = generator.generateKeyPair();
            secret(own.resolve("platform_key.pem"), pem("PRIVATE KEY", platform.getPrivate().getEncoded()));
            secret(own.resolve("merchant_pub_key.pem"), pem("PUBLIC KEY", merchant.getPublic().getEncoded()));
            secret(folder.resolve("pub_key.pem"), pem("PUBLIC KEY", platform.getPublic().getEncoded()));
            secret(folder.resolve("apiclient_key.pem"), pem("PRIVATE KEY", merchant.getPrivate().getEncoded()));
            secret(properties, "# made by the sandbox provider; no real money anywhere\n"
                    + "mchid=16" + digits(8) + "\nappid=wx" + hex(8)
                    + "\nmerchant_serial=" + hex(20).toUpperCase(Locale.ROOT)
                    + "\nplatform_serial=PUB_KEY_ID_01" + digits(20) + "\napiv3_key=" + letters(32) + "\n");
        }
        Properties read = new Properties();
        read.load(new StringReader(Files.readString(properties)));
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        return new Keys(read,
                rsa.generatePrivate(new PKCS8EncodedKeySpec(unpem(own.resolve("platform_key.pem")))),
                rsa.generatePublic(new X509EncodedKeySpec(unpem(own.resolve("merchant_pub_key.pem")))));
    }

    String mchid() {
        return merchant.getProperty("mchid");
    }

    String appid() {
        return merchant.getProperty("appid");
    }

    String merchantSerial() {
        return merchant.getProperty("merchant_serial");
    }

    String platformSerial() {
        return merchant.getProperty("platform_serial");
    }

    /** The provider's signature over the text, base64. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(platformPrivate);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign", broken);
        }
    }

    /** Whether the merchant signed exactly these bytes. */
    boolean merchantSigned(byte[] text, String base64) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(merchantPublic);
            signature.update(text);
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    /** AES-256-GCM under the APIv3 key, base64 of ciphertext and tag. */
    String seal(String plain, String nonce, String associated) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] key = merchant.getProperty("apiv3_key").getBytes(StandardCharsets.UTF_8);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot encrypt", broken);
        }
    }

    static String hex(int bytes) {
        byte[] random = new byte[bytes];
        SECRETS.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static String letters(int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(LETTERS.charAt(SECRETS.nextInt(LETTERS.length())));
        }
        return out.toString();
    }

    private static String digits(int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append((char) ('0' + SECRETS.nextInt(10)));
        }
        return out.toString();
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private static byte[] unpem(Path file) throws IOException {
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(body);
    }

    /** Written whole under another name first, so that a start cut short leaves no half file. */
    private static void secret(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
