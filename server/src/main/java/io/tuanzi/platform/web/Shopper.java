package io.tuanzi.platform.web;

/** The logged-in shopper of a request. A controller that asks for one refuses the anonymous with 401. */
public record Shopper(long customerId) {

    /** The actor name used in idempotency keys. */
    public String actor() {
        return "shopper:" + customerId;
    }
}
