/** What shoppers and staff ask of the customer module over HTTP. */
@NullMarked
package io.tuanzi.customer.web;

import org.jspecify.annotations.NullMarked;
