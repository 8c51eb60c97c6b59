package io.tuanzi.catalog.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells GB18030 from other encodings that happen to decode as it.
 *
 * <p>Western texts in an old encoding decode to rare characters; a Chinese text is made of the 6,763 characters of
 * the oldest standard and of Chinese punctuation for nine tenths and more.
 */
final class GbCheck {

    private static final Charset GB2312 = Charset.forName("GB2312");

    private GbCheck() {
    }

    static boolean readsAsChinese(Path file) throws IOException {
        var decoder = Charset.forName("GB18030").newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var common = GB2312.newEncoder();
        long wide = 0;
        long usual = 0;
        char[] block = new char[1 << 15];
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            int length;
            while ((length = reader.read(block)) > 0) {
                for (int i = 0; i < length; i++) {
                    if (block[i] >= 0x80) {
                        wide++;
                        usual += common.canEncode(block[i]) ? 1 : 0;
                    }
                }
            }
        } catch (CharacterCodingException e) {
            return false;
        }
        return usual * 10 >= wide * 9;
    }
}
