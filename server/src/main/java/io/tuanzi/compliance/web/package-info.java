/** Legal parameters over HTTP, for staff. */
@NullMarked
package io.tuanzi.compliance.web;

import org.jspecify.annotations.NullMarked;
