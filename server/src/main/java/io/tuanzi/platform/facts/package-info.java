/**
 * The fact log: what happened, written in the transaction that did it, read by cursors. E1, E2, E3 and E4 live here.
 */
@NullMarked
package io.tuanzi.platform.facts;

import org.jspecify.annotations.NullMarked;
