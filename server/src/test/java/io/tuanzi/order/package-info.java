/** Orders tested on real PostgreSQL. */
@NullMarked
package io.tuanzi.order;

import org.jspecify.annotations.NullMarked;
