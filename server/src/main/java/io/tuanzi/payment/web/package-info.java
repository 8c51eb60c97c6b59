/** Where the provider tells, and where the sandbox's cashier page passes through. */
@NullMarked
package io.tuanzi.payment.web;

import org.jspecify.annotations.NullMarked;
