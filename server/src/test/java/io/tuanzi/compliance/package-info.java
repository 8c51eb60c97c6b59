/** What the law allows, tried. */
@NullMarked
package io.tuanzi.compliance;

import org.jspecify.annotations.NullMarked;
