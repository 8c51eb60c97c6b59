package io.tuanzi.platform.time;

/**
 * Hands out ids: unique in the shop, roughly rising, below 2^53 so that a browser keeps them exact.
 *
 * <p>A node takes a block of 1,000 from a sequence and hands it out from memory; a lost block is only a gap.
 */
public interface Ids {

    long next();
}
