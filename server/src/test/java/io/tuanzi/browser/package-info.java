/**
 * The shop as people see it: real Chromium walks the storefront at phone size and the console at desktop size.
 *
 * <p>Every test starts the shop as its own process with the demo in it. Screenshots go to {@code target/browser};
 * with {@code TUANZI_PICTURES=write} the README's pictures under {@code docs/pictures} are written anew.
 */
@NullMarked
package io.tuanzi.browser;

import org.jspecify.annotations.NullMarked;
