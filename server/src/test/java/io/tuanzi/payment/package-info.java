/** Payments tested on real PostgreSQL against the sandbox provider in its own process. */
@NullMarked
package io.tuanzi.payment;

import org.jspecify.annotations.NullMarked;
