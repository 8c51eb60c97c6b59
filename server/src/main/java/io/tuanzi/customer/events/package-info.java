/** What the customer module tells: no names, no phone numbers. */
@NullMarked
package io.tuanzi.customer.events;

import org.jspecify.annotations.NullMarked;
