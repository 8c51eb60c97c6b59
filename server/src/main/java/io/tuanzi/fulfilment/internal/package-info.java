/** How parcels leave and are told of. */
@NullMarked
package io.tuanzi.fulfilment.internal;

import org.jspecify.annotations.NullMarked;
