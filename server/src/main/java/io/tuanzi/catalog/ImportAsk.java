package io.tuanzi.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an import, once per file.
 *
 * @param fileName as the person calls it
 * @param currency ISO code of the prices in the file; the shop's own is {@code CNY}
 * @param rate yuan per unit of that currency; must be given for another currency than the shop's
 * @param dryRun look and report, write nothing
 * @param pictures folder of relative picture paths, a path or {@code classpath:…}; never set by a request
 * @param by who asks
 */
public record ImportAsk(String fileName, String currency, @Nullable BigDecimal rate, boolean dryRun,
                        @Nullable String pictures, String by) {
}
