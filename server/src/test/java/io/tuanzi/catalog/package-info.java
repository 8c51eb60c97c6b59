/** The catalogue as its users meet it: imports, prices, search, marks. */
@NullMarked
package io.tuanzi.catalog;

import org.jspecify.annotations.NullMarked;
