package io.tuanzi.promotion.web;

import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Limits;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.promotion.CouponCodes;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.promotion.Coupons.CouponView;
import io.tuanzi.promotion.quote.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's coupons and the coupon centre. */
@RestController
@RequestMapping("/api/shop")
class ShopCoupons {

    /** {@code why} says what became of it, or what keeps it; {@code orderId} is the order it is on. */
    record Held(long couponId, long ruleId, String name, String rule, String state, String valueText,
            Instant validUntil, String source, @Nullable String why, @Nullable Long orderId) {}

    record TypedCode(String code) {}

    /** {@code unlocked} when it shows to this person and not to everybody. */
    record Offered(long templateId, long ruleId, String name, String rule, String valueText, @Nullable Long left,
            boolean claimed, boolean unlocked) {}

    record Centre(List<Offered> items) {}

    private static final Limits.Rate TRIES = new Limits.Rate("coupon.code", 20, Duration.ofMinutes(10));

    private final Coupons coupons;
    private final CouponCodes codes;
    private final Limits limits;

    ShopCoupons(Coupons coupons, CouponCodes codes, Limits limits) {
        this.coupons = coupons;
        this.codes = codes;
        this.limits = limits;
    }

    @GetMapping("/coupons")
    Paged<Held> mine(Shopper shopper, @RequestParam(required = false) @Nullable String state, PageAsk page) {
        return coupons.of(shopper.customerId(), state, page.beforeId(), page.limit()).map(ShopCoupons::held);
    }

    @GetMapping("/coupon-centre")
    Centre centre(@Nullable Shopper shopper) {
        Wording words = Wording.in(Language.current());
        return new Centre(coupons.centre(shopper == null ? 0 : shopper.customerId()).stream()
                .map(offer -> new Offered(offer.templateId(), offer.rule().id(), words.name(offer.rule()),
                        words.sentence(offer.rule()), words.value(offer.rule()), offer.left(),
                        offer.claimed() >= offer.perPersonLimit(), offer.unlocked()))
                .toList());
    }

    @PostMapping("/coupon-centre/{templateId}/claim")
    Held claim(Shopper shopper, Key key, @PathVariable long templateId) {
        return held(coupons.claim(shopper.customerId(), Fields.id("coupon", templateId), key.value()));
    }

    /** A code becomes a coupon; a person may try twenty in ten minutes, so that nobody tries them all. */
    @PostMapping("/coupons/codes")
    Held redeem(Shopper shopper, Key key, @RequestBody TypedCode ask) {
        String code = Fields.text("code", ask.code(), 4, 40);
        limits.take(TRIES, shopper.actor());
        return held(codes.redeem(shopper.customerId(), code, key.value()));
    }

    private static Held held(CouponView coupon) {
        Language language = Language.current();
        Wording words = Wording.in(language);
        String source = switch (coupon.source()) {
            case "CLAIM" -> language.pick("自己领取", "claimed");
            case "REWARD" -> language.pick("活动奖励", "reward");
            case "CODE" -> language.pick("兑换码", "by a code");
            default -> language.pick("商家赠送", "a gift of the shop");
        };
        return new Held(coupon.couponId(), coupon.rule().id(), words.name(coupon.rule()),
                words.sentence(coupon.rule()), coupon.state(),
                words.value(coupon.rule()), coupon.validUntil(), source, why(coupon.state(), language),
                coupon.orderId());
    }

    private static @Nullable String why(String state, Language language) {
        return switch (state) {
            case "LOCKED" -> language.pick("已用在一个待付款的订单上；订单取消就回来",
                    "On an order that waits for payment; it comes back if the order is cancelled");
            case "USED" -> language.pick("已用在订单上", "Used on an order");
            case "EXPIRED" -> language.pick("到期没有用", "Ended unused");
            case "REVOKED" -> language.pick("得到它的那件事撤销了，所以收回", "Taken back: what earned it was undone");
            default -> null;
        };
    }
}
