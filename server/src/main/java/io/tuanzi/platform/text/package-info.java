/**
 * The two languages of the screens and the books of phrases the server speaks from.
 */
@NullMarked
package io.tuanzi.platform.text;

import org.jspecify.annotations.NullMarked;
