/** Stories of stock: the low line, and what was wanted while there was none. */
@NullMarked
package io.tuanzi.inventory;

import org.jspecify.annotations.NullMarked;
