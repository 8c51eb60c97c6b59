/**
 * Named points where a crash test may halt the process; off and nearly free otherwise.
 */
@NullMarked
package io.tuanzi.platform.crash;

import org.jspecify.annotations.NullMarked;
