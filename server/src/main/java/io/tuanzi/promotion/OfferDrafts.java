package io.tuanzi.promotion;

import io.tuanzi.promotion.quote.Rule;
import tools.jackson.databind.JsonNode;

/** Offers as a form has them, before anybody saves them. */
public interface OfferDrafts {

    /**
     * The rule that saving this form would make, with id 0; refuses what saving would refuse, naming the field. The
     * budget is left out: what it would cost is what is asked.
     */
    Rule draft(JsonNode form);
}
