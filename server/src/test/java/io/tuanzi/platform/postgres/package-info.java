/** The database's own tests: on real servers in folders of their own. */
@NullMarked
package io.tuanzi.platform.postgres;

import org.jspecify.annotations.NullMarked;
