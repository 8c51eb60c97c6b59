/** Tests of the staff's forms of offers. */
@NullMarked
package io.tuanzi.promotion.web;

import org.jspecify.annotations.NullMarked;
