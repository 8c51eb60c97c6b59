/**
 * Sabotages: one line of the code is made worse in a copy, and named tests must turn red. A sabotage that survives is a
 * missing test.
 */
@NullMarked
package io.tuanzi.sabotage;

import org.jspecify.annotations.NullMarked;
