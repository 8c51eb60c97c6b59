/** Tests of what controllers share. */
@NullMarked
package io.tuanzi.platform.web;

import org.jspecify.annotations.NullMarked;
