package io.tuanzi.catalog.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a media file is, told by its first bytes and never by its name (CAT-14).
 *
 * @param type media type
 * @param extension of the stored name
 * @param width pixels, absent when the header does not say
 * @param height pixels, absent when the header does not say
 */
record Picture(String type, String extension, @Nullable Integer width, @Nullable Integer height) {

    private static final Pattern SVG = Pattern.compile("<svg\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern VIEW_BOX =
            Pattern.compile("viewBox\\s*=\\s*[\"']\\s*[-\\d.]+[\\s,]+[-\\d.]+[\\s,]+(\\d+)[\\d.]*[\\s,]+(\\d+)");
    private static final Pattern WIDTH = Pattern.compile("\\bwidth\\s*=\\s*[\"'](\\d+)");
    private static final Pattern HEIGHT = Pattern.compile("\\bheight\\s*=\\s*[\"'](\\d+)");

    /** Recognises PNG, JPEG, GIF, WebP, SVG and MP4; anything else is not a medium. */
    static Optional<Picture> of(byte[] bytes) {
        if (starts(bytes, 0, 0x89, 'P', 'N', 'G') && bytes.length >= 24) {
            return Optional.of(new Picture("image/png", "png", number(bytes, 16, 4), number(bytes, 20, 4)));
        }
        if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(jpeg(bytes));
        }
        if (starts(bytes, 0, 'G', 'I', 'F', '8') && bytes.length >= 10) {
            return Optional.of(new Picture("image/gif", "gif", little(bytes, 6), little(bytes, 8)));
        }
        if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(new Picture("image/webp", "webp", null, null));
        }
        if (starts(bytes, 4, 'f', 't', 'y', 'p')) {
            return Optional.of(new Picture("video/mp4", "mp4", null, null));
        }
        return svg(bytes);
    }

    /** Whether this is a moving picture. */
    boolean isVideo() {
        return type.startsWith("video/");
    }

    private static Optional<Picture> svg(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8);
        Matcher tag = SVG.matcher(head);
        String start = head.stripLeading();
        if (!start.startsWith("<") && !start.startsWith("\uFEFF<") || !tag.find()) {
            return Optional.empty();
        }
        String attributes = tag.group(1);
        Matcher box = VIEW_BOX.matcher(attributes);
        if (box.find()) {
            return Optional.of(new Picture("image/svg+xml", "svg", side(box.group(1)), side(box.group(2))));
        }
        Matcher width = WIDTH.matcher(attributes);
        Matcher height = HEIGHT.matcher(attributes);
        return Optional.of(new Picture("image/svg+xml", "svg", width.find() ? side(width.group(1)) : null,
                height.find() ? side(height.group(1)) : null));
    }

    /** Walks the segments to the frame header, which carries height and width. */
    private static Picture jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
            int marker = bytes[at + 1] & 0xFF;
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return new Picture("image/jpeg", "jpg", number(bytes, at + 7, 2), number(bytes, at + 5, 2));
            }
            at += marker == 0xFF ? 1 : 2 + number(bytes, at + 2, 2);
        }
        return new Picture("image/jpeg", "jpg", null, null);
    }

    private static @Nullable Integer side(String digits) {
        return digits.length() > 6 ? null : Integer.valueOf(digits);
    }

    private static int number(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    private static int little(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static boolean starts(byte[] bytes, int at, int... wanted) {
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[at + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
