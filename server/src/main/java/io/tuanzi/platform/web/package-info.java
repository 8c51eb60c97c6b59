/**
 * What controllers share: who is calling, the idempotency key, pages, languages.
 */
@NullMarked
package io.tuanzi.platform.web;

import org.jspecify.annotations.NullMarked;
