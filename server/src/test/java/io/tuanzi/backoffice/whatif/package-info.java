/** The what-if desk. */
@NullMarked
package io.tuanzi.backoffice.whatif;

import org.jspecify.annotations.NullMarked;
