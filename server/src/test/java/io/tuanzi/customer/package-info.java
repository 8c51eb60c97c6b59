/** Tests of the customer module. */
@NullMarked
package io.tuanzi.customer;

import org.jspecify.annotations.NullMarked;
