package io.tuanzi.promotion.quote;

/**
 * Where the goods go.
 *
 * @param regionCode the administrative division code ({@code 440106}); its beginning is its city and province.
 *                   Empty while no address is chosen: freight is then an estimate for the default region
 */
public record Destination(String regionCode) {

    /** No address chosen yet. */
    public static final Destination UNKNOWN = new Destination("");

    /** Whether this place lies in a region given by the beginning of its code. */
    public boolean within(String regionPrefix) {
        return regionCode.startsWith(regionPrefix);
    }
}
