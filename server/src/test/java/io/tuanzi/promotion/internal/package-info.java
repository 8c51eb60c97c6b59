/** Tests of how offers are kept. */
@NullMarked
package io.tuanzi.promotion.internal;

import org.jspecify.annotations.NullMarked;
