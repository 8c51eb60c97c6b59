package io.tuanzi.platform.vault;

import io.tuanzi.platform.time.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The vault whose key lies in the environment or in the data folder. */
@Component
class KeptVault implements Vault {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte VERSION = 1;

    private final Secrets secrets;
    private final byte[] master;
    private final SecretKeySpec sealKey;
    private final SecretKeySpec indexKey;

    KeptVault(Secrets secrets, JdbcClient jdbc, @Value("${tuanzi.key:${TUANZI_KEY:}}") String given,
              @Value("${tuanzi.data:.tuanzi}") Path folder) {
        this.secrets = secrets;
        this.master = given.isBlank() ? kept(folder, secrets) : decoded(given, "TUANZI_KEY");
        this.sealKey = new SecretKeySpec(derived("seal"), "AES");
        this.indexKey = new SecretKeySpec(derived("index"), "HmacSHA256");
        prove(jdbc);
    }

    private static byte[] decoded(String text, String where) {
        byte[] key = Base64.getDecoder().decode(text.strip());
        if (key.length != 32) {
            throw new IllegalStateException(where + " must be 32 bytes in Base64");
        }
        return key;
    }

    /** The key of the data folder; the first process that needs it makes it, readable by its owner only. */
    private static byte[] kept(Path folder, Secrets secrets) {
        Path file = folder.resolve("vault.key");
        try {
            if (!Files.exists(file)) {
                make(folder, file, secrets);
            }
            return decoded(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the key in " + file, e);
        }
    }

    private static void make(Path folder, Path file, Secrets secrets) throws IOException {
        Files.createDirectories(folder);
        byte[] key = Base64.getUrlDecoder().decode(secrets.token(32));
        Path draft = Files.createTempFile(folder, "vault", ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherWasQuicker) {
            // its key is the key
        } finally {
            Files.delete(draft);
        }
    }

    private void prove(JdbcClient jdbc) {
        byte[] proof = index("vault", "proof");
        jdbc.sql("INSERT INTO platform.vault (proof) VALUES (:p) ON CONFLICT DO NOTHING").param("p", proof).update();
        byte[] written = jdbc.sql("SELECT proof FROM platform.vault").query(byte[].class).single();
        if (!MessageDigest.isEqual(proof, written)) {
            throw new IllegalStateException("这个数据库是用另一把密钥写的：请把原来的 vault.key 放回数据目录，或设置 TUANZI_KEY。"
                    + " This database was written with another key: put its vault.key back into the data folder,"
                    + " or set TUANZI_KEY.");
        }
    }

    @Override
    public byte[] seal(String purpose, String plain) {
        byte[] nonce = Base64.getUrlDecoder().decode(secrets.token(NONCE));
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce, plain.getBytes(StandardCharsets.UTF_8), 0);
        return ByteBuffer.allocate(1 + NONCE + sealed.length).put(VERSION).put(nonce).put(sealed).array();
    }

    @Override
    public String open(String purpose, byte[] sealed) {
        if (sealed.length < 1 + NONCE || sealed[0] != VERSION) {
            throw new IllegalStateException("not a sealed text");
        }
        byte[] nonce = new byte[NONCE];
        System.arraycopy(sealed, 1, nonce, 0, NONCE);
        return new String(cipher(Cipher.DECRYPT_MODE, purpose, nonce, sealed, 1 + NONCE), StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, String purpose, byte[] nonce, byte[] text, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text, from, text.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed text cannot be opened for " + purpose, e);
        }
    }

    @Override
    public byte[] index(String purpose, String plain) {
        return mac(indexKey, purpose + '\0' + plain);
    }

    private byte[] derived(String use) {
        return mac(new SecretKeySpec(master, "HmacSHA256"), "tuanzi " + use);
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
