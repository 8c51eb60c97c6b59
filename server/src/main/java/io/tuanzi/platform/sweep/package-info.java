/**
 * Deadlines: a sweep's statement decides by shop time, db-scheduler only wakes it on wall time (J1).
 */
@NullMarked
package io.tuanzi.platform.sweep;

import org.jspecify.annotations.NullMarked;
