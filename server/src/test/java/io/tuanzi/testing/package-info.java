/** What tests of every module share: a real PostgreSQL with durable settings, and a fresh shop for each test class. */
@NullMarked
package io.tuanzi.testing;

import org.jspecify.annotations.NullMarked;
