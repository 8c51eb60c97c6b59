package io.tuanzi.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.Capability;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CAT-13, CAT-14: the title rule and what a picture is. */
class RulesTest {

    private final TitleRule rule = new TitleRule(List.of("BRAND", "CATEGORY", "POINT"), 6, 30, List.of("国家级"));

    @Test
    @Capability("CAT-13")
    void aTitleCarriesBrandCategoryAndSellingPoint() {
        assertThat(rule.findings("浅浅 烟酰胺精华小样 先试三周", "浅浅", "精华")).isEmpty();
        assertThat(rule.findings("烟酰胺精华小样 先试三周", "浅浅", "精华")).containsExactly("TITLE_NO_BRAND");
        assertThat(rule.findings("浅浅精华", "浅浅", "精华")).containsExactly("TITLE_NO_POINT", "TITLE_SHORT");
        assertThat(rule.findings("浅浅 国家级 精华 小样", "浅浅", "精华")).containsExactly("TITLE_BANNED_WORD");
    }

    @Test
    void aPictureIsToldByItsBytes() {
        byte[] png = ByteBuffer.allocate(24).put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).position(16)
                .putInt(640).putInt(480).array();
        assertThat(Picture.of(png)).contains(new Picture("image/png", "png", 640, 480));
        byte[] jpeg = new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 4, 0, 0, (byte) 0xFF,
            (byte) 0xC0, 0, 11, 8, 1, 0x2C, 2, 0x58, 3, 0, 0, 0, 0};
        assertThat(Picture.of(jpeg)).contains(new Picture("image/jpeg", "jpg", 600, 300));
        assertThat(Picture.of("<svg xmlns=\"x\" viewBox=\"0 0 400 300\"></svg>".getBytes(StandardCharsets.UTF_8)))
                .contains(new Picture("image/svg+xml", "svg", 400, 300));
        assertThat(Picture.of("<html>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Picture.of(new byte[0])).isEmpty();
    }
}
