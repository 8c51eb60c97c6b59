/** Activities and groups over HTTP. */
@NullMarked
package io.tuanzi.groupbuy.web;

import org.jspecify.annotations.NullMarked;
