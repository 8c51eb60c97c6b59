/**
 * What happened, as numbers: each metric is defined once, here, and counted from facts taken as data.
 *
 * <p>Knows no other module: it reads names and fields of facts. What it keeps may be thrown away and read again from
 * the log at any time and is then the same (N2).
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tuanzi.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
