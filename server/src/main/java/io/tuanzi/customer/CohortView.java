package io.tuanzi.customer;

import org.jspecify.annotations.Nullable;

/** A named set of people; {@code cap} is the most it may hold, null for no limit. */
public record CohortView(String code, String nameZh, String nameEn, int size, @Nullable Integer cap,
                         boolean forNewcomers) {
}
