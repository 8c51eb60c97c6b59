/** The desk of legal parameters, its SQL and the arithmetic of withholding. */
@NullMarked
package io.tuanzi.compliance.internal;

import org.jspecify.annotations.NullMarked;
