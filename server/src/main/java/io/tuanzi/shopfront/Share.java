package io.tuanzi.shopfront;

import org.jspecify.annotations.Nullable;

/** What a person needs to pass a page on: link, mini-program path, words, poster, QR. */
record Share(String url, String miniPath, String title, String text, String posterUrl, String qrUrl,
             @Nullable String inviteCode) {
}
