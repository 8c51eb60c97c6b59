package io.tuanzi.backoffice;

import io.tuanzi.backoffice.BoardFigures.Shown;
import io.tuanzi.backoffice.FactTexts.Sentence;
import io.tuanzi.backoffice.MoneyChecks.MoneyCheck;
import io.tuanzi.insight.Figures;
import io.tuanzi.payment.Payments;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.facts.FactDesk.Standing;
import io.tuanzi.platform.facts.Recorded;
import io.tuanzi.platform.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the board tells besides numbers: alerts, the newest events, and how far the numbers are behind. */
@Component
class BoardNews {

    /** Something a person should look at. */
    record Alert(String code, String text, long count, String link) {
    }

    private static final int READ = 60;
    private static final int SHOWN = 12;
    private static final int MOST_ODD = 100;

    private final FactDesk facts;
    private final FactTexts texts;
    private final Payments payments;

    BoardNews(FactDesk facts, FactTexts texts, Payments payments) {
        this.facts = facts;
        this.texts = texts;
        this.payments = payments;
    }

    List<Alert> alerts(List<Shown> metrics, MoneyCheck money, Language language) {
        List<Alert> alerts = new ArrayList<>();
        for (Shown metric : metrics) {
            Long value = metric.value();
            if (value != null && value > 0 && "low_stock".equals(metric.code())) {
                alerts.add(new Alert("LOW_STOCK", language.pick("规格库存低于安全线", "Variants below their stock line"),
                        value, "/products?low=true"));
            } else if (value != null && value > 0 && "parked_facts".equals(metric.code())) {
                alerts.add(new Alert("PARKED_FACTS", language.pick("事实停住了，等人决定", "Facts wait for a decision"),
                        value, "/facts"));
            }
        }
        long odd = payments.quarantined(null, MOST_ODD).items().stream().filter(q -> q.decision() == null).count();
        if (odd > 0) {
            alerts.add(new Alert("QUARANTINE", language.pick("支付通知对不上，已隔离", "Payment notices that did not fit"),
                    odd, "/ledger?tab=quarantine"));
        }
        if (money.differences() > 0) {
            alerts.add(new Alert("BILL_DIFFERENCES", language.pick("和支付渠道的账单有差异",
                    "Differences from the provider's bill"), money.differences(), "/ledger?tab=bills"));
        }
        if (!money.balanced()) {
            alerts.add(new Alert("UNBALANCED", language.pick("借贷不平", "Debit and credit differ"), 1, "/ledger"));
        }
        return alerts;
    }

    /** The newest events, the last one first. */
    List<Sentence> recent(Language language) {
        return texts.say(facts.facts(null, null, null, null, READ).items(), language).stream().limit(SHOWN).toList();
    }

    /** Age in milliseconds of the oldest fact the numbers have not counted; 0 when there is none. */
    long lagMs(Instant now) {
        long position = facts.standings().stream().filter(s -> Figures.CONSUMER.equals(s.name()))
                .mapToLong(Standing::position).min().orElse(0);
        List<Recorded<JsonNode>> next = facts.since(position, 1);
        return next.isEmpty() ? 0 : Math.max(0, Duration.between(next.getFirst().at(), now).toMillis());
    }
}
