/** The importer's parts and the rules of the catalogue, each alone. */
@NullMarked
package io.tuanzi.catalog.internal;

import org.jspecify.annotations.NullMarked;
