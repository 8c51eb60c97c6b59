/**
 * The demo shop: made-up people who use the shop's own API, so that it opens with life in it.
 *
 * <p>Nothing here writes to a table: people log in, open groups, pay at the sandbox and wait for parcels like anybody
 * else, and every screen marks them 示例.
 */
@NullMarked
package io.tuanzi.backoffice.demo;

import org.jspecify.annotations.NullMarked;
