/**
 * Seals personal data before it is stored: AES-GCM under one key of the shop, and keyed hashes to find things by.
 */
@NullMarked
package io.tuanzi.platform.vault;

import org.jspecify.annotations.NullMarked;
