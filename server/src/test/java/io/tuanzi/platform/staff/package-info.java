/** Tests of staff accounts and of the machine's own screens. */
@NullMarked
package io.tuanzi.platform.staff;

import org.jspecify.annotations.NullMarked;
