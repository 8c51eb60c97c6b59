/** How the catalogue is kept: desks decide in transactions, books speak SQL, the importer reads files. */
@NullMarked
package io.tuanzi.catalog.internal;

import org.jspecify.annotations.NullMarked;
