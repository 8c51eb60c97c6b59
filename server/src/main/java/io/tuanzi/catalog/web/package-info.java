/** The catalogue over HTTP: media, marks of shoppers, products and imports for staff. */
@NullMarked
package io.tuanzi.catalog.web;

import org.jspecify.annotations.NullMarked;
