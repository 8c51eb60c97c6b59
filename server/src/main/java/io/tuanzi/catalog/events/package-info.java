/** What happened to products. */
@NullMarked
@NamedInterface("events")
package io.tuanzi.catalog.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
