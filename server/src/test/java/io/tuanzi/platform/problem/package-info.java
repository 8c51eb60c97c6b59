/** Tests of refusals and their texts. */
@NullMarked
package io.tuanzi.platform.problem;

import org.jspecify.annotations.NullMarked;
