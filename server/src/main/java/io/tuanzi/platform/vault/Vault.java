package io.tuanzi.platform.vault;

/**
 * Seals texts that must not lie in the database plain, such as phone numbers.
 *
 * <p>The key is {@code TUANZI_KEY} (32 bytes in Base64) or the file {@code vault.key} in the data folder, made at the
 * first start. A database written with another key is refused at start. What is sealed for one purpose cannot be
 * opened for another.
 */
public interface Vault {

    /** Seals a text; two seals of one text differ. */
    byte[] seal(String purpose, String plain);

    /** Opens what {@link #seal} made; refuses with an {@link IllegalStateException} what was changed or is foreign. */
    String open(String purpose, byte[] sealed);

    /** A keyed hash of a text: equal for equal texts, so it can be looked up and be unique. */
    byte[] index(String purpose, String plain);
}
