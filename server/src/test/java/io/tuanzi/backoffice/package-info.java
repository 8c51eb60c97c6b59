/** The console's endpoints. */
@NullMarked
package io.tuanzi.backoffice;

import org.jspecify.annotations.NullMarked;
