/** The queues and lists that make many requests cost as few statements as one. */
@NullMarked
package io.tuanzi.platform.commit;

import org.jspecify.annotations.NullMarked;
