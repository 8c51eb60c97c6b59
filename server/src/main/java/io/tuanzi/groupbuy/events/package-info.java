/** What groups publish; aggregate {@code group}, seq its version. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.groupbuy.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
