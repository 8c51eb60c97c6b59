package io.tuanzi.promotion.web;

import io.tuanzi.customer.Customers;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.promotion.OfferDrafts;
import io.tuanzi.promotion.quote.Rule;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the form of a new automatic offer without saving it. */
@Component
class DraftForms implements OfferDrafts {

    private final JsonMapper json;
    private final Customers customers;

    DraftForms(JsonMapper json, Customers customers) {
        this.json = json;
        this.customers = customers;
    }

    @Override
    public Rule draft(JsonNode form) {
        try {
            return StaffPromotions.made(json.treeToValue(form, StaffPromotions.NewRule.class), customers);
        } catch (JacksonException cannotBe) {
            throw Problem.invalid("draft", "form");
        }
    }
}
