/** The projection behind the metrics and its tables. */
@NullMarked
package io.tuanzi.insight.internal;

import org.jspecify.annotations.NullMarked;
