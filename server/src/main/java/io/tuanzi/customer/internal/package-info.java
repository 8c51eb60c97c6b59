/** How the customer module keeps its word: desks hold the transactions, books hold the SQL. */
@NullMarked
package io.tuanzi.customer.internal;

import org.jspecify.annotations.NullMarked;
