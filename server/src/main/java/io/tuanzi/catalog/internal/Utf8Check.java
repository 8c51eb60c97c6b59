package io.tuanzi.catalog.internal;

/** Checks a stream of bytes for UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8Check {

    private int left;
    private int low = 0x80;
    private int high = 0xBF;
    private int width;
    private int wide;
    private boolean broken;

    /** Takes the next byte; true once the stream cannot be UTF-8. */
    boolean isBroken(byte next) {
        if (broken) {
            return true;
        }
        int b = next & 0xFF;
        if (left > 0) {
            if (b < low || b > high) {
                broken = true;
                return true;
            }
            low = 0x80;
            high = 0xBF;
            if (--left == 0 && width >= 3) {
                wide++;
            }
            return false;
        }
        if (b < 0x80) {
            return false;
        }
        return !lead(b);
    }

    private boolean lead(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            left = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            left = 2;
            low = b == 0xE0 ? 0xA0 : 0x80;
            high = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            left = 3;
            low = b == 0xF0 ? 0x90 : 0x80;
            high = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            broken = true;
            return false;
        }
        width = left + 1;
        return true;
    }

    /** Whether the stream ended inside a character. */
    boolean endsInside() {
        return left > 0;
    }

    /** Characters of three bytes and more before it broke: many mean broken UTF-8 rather than another encoding. */
    int wideBefore() {
        return wide;
    }
}
