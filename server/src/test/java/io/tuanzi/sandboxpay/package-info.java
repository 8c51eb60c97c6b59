/**
 * Tests of the practice provider from outside: a child process, a merchant of the tests' own, and a shop that listens.
 */
@NullMarked
package io.tuanzi.sandboxpay;

import org.jspecify.annotations.NullMarked;
