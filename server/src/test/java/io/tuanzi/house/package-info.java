/**
 * The house rules: arrows between modules, tidiness, and documents made from the code.
 *
 * <p>Each rule fails the build. What is already otherwise stands in a list with its reason, and the list may only
 * shrink.
 */
@NullMarked
package io.tuanzi.house;

import org.jspecify.annotations.NullMarked;
