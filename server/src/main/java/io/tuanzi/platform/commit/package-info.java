/**
 * Group commit: many small commands decided in one transaction, each answered after COMMIT.
 */
@NullMarked
package io.tuanzi.platform.commit;

import org.jspecify.annotations.NullMarked;
