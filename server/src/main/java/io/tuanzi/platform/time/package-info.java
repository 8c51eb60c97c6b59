/**
 * Two times and two sources of chance: shop time, wall time, seeded chance, secrets. T1 stands on it.
 */
@NullMarked
package io.tuanzi.platform.time;

import org.jspecify.annotations.NullMarked;
