package io.tuanzi.promotion.web;

import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.promotion.Coupons.CouponView;
import io.tuanzi.promotion.quote.Wording;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's coupons and the coupon centre. */
@RestController
@RequestMapping("/api/shop")
class ShopCoupons {

    record Held(long couponId, String name, String rule, String state, String valueText, Instant validUntil,
            String source) {}

    record Offered(long templateId, String name, String rule, String valueText, @Nullable Long left,
            boolean claimed) {}

    record Centre(List<Offered> items) {}

    private final Coupons coupons;

    ShopCoupons(Coupons coupons) {
        this.coupons = coupons;
    }

    @GetMapping("/coupons")
    Paged<Held> mine(Shopper shopper, @RequestParam(required = false) @Nullable String state, PageAsk page) {
        return coupons.of(shopper.customerId(), state, page.beforeId(), page.limit()).map(ShopCoupons::held);
    }

    @GetMapping("/coupon-centre")
    Centre centre(@Nullable Shopper shopper) {
        Wording words = Wording.in(Language.current());
        return new Centre(coupons.centre(shopper == null ? 0 : shopper.customerId()).stream()
                .map(offer -> new Offered(offer.templateId(), words.name(offer.rule()), words.sentence(offer.rule()),
                        words.value(offer.rule()), offer.left(), offer.claimed() >= offer.perPersonLimit()))
                .toList());
    }

    @PostMapping("/coupon-centre/{templateId}/claim")
    Held claim(Shopper shopper, Key key, @PathVariable long templateId) {
        return held(coupons.claim(shopper.customerId(), Fields.id("coupon", templateId), key.value()));
    }

    private static Held held(CouponView coupon) {
        Language language = Language.current();
        Wording words = Wording.in(language);
        String source = switch (coupon.source()) {
            case "CLAIM" -> language.pick("自己领取", "claimed");
            case "REWARD" -> language.pick("活动奖励", "reward");
            default -> language.pick("商家赠送", "a gift of the shop");
        };
        return new Held(coupon.couponId(), words.name(coupon.rule()), words.sentence(coupon.rule()), coupon.state(),
                words.value(coupon.rule()), coupon.validUntil(), source);
    }
}
