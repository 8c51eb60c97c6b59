/**
 * Refusals as RFC 9457 problems with stable codes and texts in both languages.
 */
@NullMarked
package io.tuanzi.platform.problem;

import org.jspecify.annotations.NullMarked;
