package io.tuanzi.backoffice;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.order.OrderNo;
import io.tuanzi.platform.facts.Recorded;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says facts as sentences in the reader's language; kinds without a sentence are left out. */
@Component
class FactTexts {

    /** A sentence with when it happened and where to look. */
    record Sentence(Instant at, String text, @Nullable String link) {
    }

    private static final List<String> WHO = List.of("customerId", "leaderId", "inviteeId");

    private final Phrasebook phrases = Phrasebook.open("facttexts");
    private final Customers customers;

    FactTexts(Customers customers) {
        this.customers = customers;
    }

    /** The sentences in the order of the facts; names in one query for all. */
    List<Sentence> say(List<Recorded<JsonNode>> facts, Language language) {
        Set<Long> people = new HashSet<>();
        facts.forEach(fact -> people.add(who(fact.body())));
        Map<Long, CustomerView> known = customers.views(people);
        List<Sentence> said = new ArrayList<>();
        for (Recorded<JsonNode> fact : facts) {
            String text = phrases.find(language, fact.type(), values(fact, known, language));
            if (text != null) {
                said.add(new Sentence(fact.at(), text, link(fact)));
            }
        }
        return said;
    }

    private static long who(JsonNode body) {
        return WHO.stream().map(body::path).filter(JsonNode::isNumber).mapToLong(JsonNode::asLong).findFirst()
                .orElse(0);
    }

    private static Map<String, Object> values(Recorded<JsonNode> fact, Map<Long, CustomerView> known,
                                              Language language) {
        JsonNode body = fact.body();
        Map<String, Object> values = new HashMap<>();
        body.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNumber()) {
                values.put(field.getKey(), value.asLong());
            } else if (value.isString()) {
                values.put(field.getKey(), value.asString());
            }
        });
        CustomerView person = known.get(who(body));
        values.put("who", person == null ? language.pick("有人", "Somebody") : person.nickname());
        values.put("orderNo", OrderNo.of(body.path("orderId").asLong()));
        values.put("n", body.path("orderIds").size());
        return values;
    }

    private static @Nullable String link(Recorded<JsonNode> fact) {
        return switch (fact.aggregate()) {
            case "order" -> "/orders/" + fact.aggregateId();
            case "group" -> "/groups/" + fact.aggregateId();
            case "customer" -> "/customers";
            case "binding" -> "/promoters";
            case "stock" -> "/products?low=true";
            case "payment" -> "/ledger";
            default -> null;
        };
    }
}
