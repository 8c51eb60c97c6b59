package io.tuanzi.promotion.quote;

/** Something given with an order at no price; whether it is in stock is decided when the order is placed. */
public record GiftLine(Kind kind, long ruleId, long skuId, int quantity) {}
