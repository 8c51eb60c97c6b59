/** Stories, models and races of rewards on real PostgreSQL. */
@NullMarked
package io.tuanzi.rewards;

import org.jspecify.annotations.NullMarked;
