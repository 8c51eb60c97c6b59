package io.tuanzi.rewards.web;

import org.jspecify.annotations.Nullable;

/**
 * What a person needs to pass a page on: link, mini-program path, words, poster, QR (REF-27, REF-33).
 *
 * @param url absolute address
 * @param miniPath path in the mini-program
 * @param inviteCode code carried by all of them, absent for strangers
 */
record ShareCard(String url, String miniPath, String title, String text, String posterUrl, String qrUrl,
                 @Nullable String inviteCode) {
}
