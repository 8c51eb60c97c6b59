/** Parcels and returns tested on real PostgreSQL, over HTTP where people come in. */
@NullMarked
package io.tuanzi.fulfilment;

import org.jspecify.annotations.NullMarked;
