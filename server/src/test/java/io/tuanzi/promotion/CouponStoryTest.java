package io.tuanzi.promotion;

import static io.tuanzi.promotion.CouponKit.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.promotion.Coupons.Grant;
import io.tuanzi.promotion.Coupons.Reversal;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class CouponStoryTest {

    @Autowired Coupons coupons;
    @Autowired Redemptions redemptions;
    @Autowired Offers offers;
    @Autowired Tx tx;
    @Autowired JdbcClient jdbc;
    @Autowired TestDatabase database;
    @Autowired List<Sweep> sweeps;
    CouponKit kit;

    @BeforeEach
    void shop() {
        kit = new CouponKit(coupons, redemptions, offers, tx, jdbc, database, sweeps);
    }

    @Test
    void aGrantIsMadeOnceHoweverOftenItIsAskedFor() {
        long ann = fresh();
        assertThat(coupons.grant(ann, "invite-three-50", "reward:1"))
                .isInstanceOfSatisfying(Grant.Granted.class, first -> {
                    assertThat(first.before()).isFalse();
                    assertThat(coupons.grant(ann, "invite-three-50", "reward:1"))
                            .isEqualTo(new Grant.Granted(first.couponId(), true));
                    assertThat(kit.facts(first.couponId())).containsExactly("coupon.issued");
                });
        assertThat(coupons.grant(ann, "no-such-template", "reward:2")).isEqualTo(new Grant.Refused("NOT_OFFERED"));
        kit.template("two-only", 2L, 1, true);
        kit.granted(ann, "two-only");
        kit.granted(ann, "two-only");
        assertThat(coupons.grant(ann, "two-only", "reward:3")).isEqualTo(new Grant.Refused("ISSUED_OUT"));
    }

    @Test
    @Capability("PRM-13")
    @DisplayName("PRM-13 claimed within the limit per person, the same key gives the same coupon")
    void claimingKeepsToTheLimitPerPerson() {
        long ann = fresh();
        long template = kit.template("claim-two", null, 2, true);
        long first = coupons.claim(ann, template, "key-0001").couponId();
        assertThat(coupons.claim(ann, template, "key-0001").couponId()).isEqualTo(first);
        assertThat(coupons.claim(ann, template, "key-0002").couponId()).isNotEqualTo(first);
        assertThatThrownBy(() -> coupons.claim(ann, template, "key-0003"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("LIMIT_REACHED"));
        assertThatThrownBy(() -> coupons.claim(ann, 424_242, "key-0004"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
        assertThatThrownBy(() -> coupons.claim(ann, 1, "key-0005")) // granted only, not in the coupon centre
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
        assertThat(coupons.centre(ann)).filteredOn(offer -> offer.templateId() == template).singleElement()
                .satisfies(offer -> assertThat(offer.claimed()).isEqualTo(2));
        assertThat(coupons.of(ann, "AVAILABLE", Long.MAX_VALUE, 20).items()).hasSize(2);
        assertThat(coupons.of(fresh(), null, Long.MAX_VALUE, 20).items()).isEmpty();
    }

    @Test
    @DisplayName("C1 a foreign, a used, an expired and an unknown coupon are refused")
    void onlyAnOwnAvailableCouponCanBeUsed() throws Exception {
        long ann = fresh();
        long bob = fresh();
        long coupon = kit.granted(ann, "invite-three-50");
        assertThat(kit.place(fresh(), bob, coupon)).isFalse();
        assertThat(kit.place(fresh(), ann, 999_999_999)).isFalse();
        long order = fresh();
        assertThat(kit.place(order, ann, coupon)).isTrue();
        assertThat(kit.state(coupon)).isEqualTo("LOCKED");
        assertThat(kit.place(fresh(), ann, coupon)).isFalse();
        kit.pay(order);
        kit.pay(order);
        assertThat(kit.state(coupon)).isEqualTo("USED");
        assertThat(kit.place(fresh(), ann, coupon)).isFalse();
        assertThat(kit.facts(coupon)).containsExactly("coupon.issued", "coupon.used");
        long late = kit.granted(ann, "invite-three-50");
        kit.daysPass(31);
        assertThat(kit.place(fresh(), ann, late)).isFalse();
    }

    @Test
    @DisplayName("C1 a caller that does not look at the locked rows fails as a whole")
    void redeemingBlindlyFails() {
        long ann = fresh();
        long coupon = kit.granted(ann, "invite-three-50");
        assertThatThrownBy(() -> tx.run("test.blind", () -> redemptions.redeem(
                List.of(new Redemption(fresh(), fresh(), coupon, 1)))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tx.run("test.twice", () -> redemptions.redeem(
                List.of(new Redemption(fresh(), ann, coupon, 1), new Redemption(fresh(), ann, coupon, 1)))))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> redemptions.lock(List.of(coupon))).isInstanceOf(IllegalStateException.class);
        assertThat(kit.state(coupon)).isEqualTo("AVAILABLE");
    }

    @Test
    @DisplayName("C2 an order given up gives its coupon back once")
    void aCouponComesBackOnce() throws Exception {
        long ann = fresh();
        long order = fresh();
        long coupon = kit.granted(ann, "invite-three-50");
        kit.place(order, ann, coupon);
        assertThat(kit.giveUp(order)).isEqualTo(1);
        assertThat(kit.giveUp(order)).isZero();
        assertThat(kit.facts(coupon)).containsExactly("coupon.issued", "coupon.given.back");
        long next = fresh();
        assertThat(kit.place(next, ann, coupon)).isTrue();
        assertThat(kit.giveUp(order)).as("the first order has nothing more to give").isZero();
        assertThat(kit.state(coupon)).isEqualTo("LOCKED");
        kit.daysPass(40);
        kit.giveUp(next);
        assertThat(kit.place(fresh(), ann, coupon)).as("three more days after coming back").isTrue();
    }

    @Test
    void aUsedCouponComesBackOnlyWhereItsTemplateSaysSo() {
        long ann = fresh();
        kit.template("comes-back", null, 9, true);
        kit.template("stays-used", null, 9, false);
        long back = kit.granted(ann, "comes-back");
        long stays = kit.granted(ann, "stays-used");
        kit.place(8_001, ann, back);
        kit.place(8_002, ann, stays);
        kit.pay(8_001);
        kit.pay(8_002);
        assertThat(kit.giveUp(8_001)).isEqualTo(1);
        assertThat(kit.giveUp(8_002)).isZero();
        assertThat(kit.state(stays)).isEqualTo("USED");
    }

    @Test
    void whatIsTakenBackIsGoneOrAlreadySpent() {
        long ann = fresh();
        long unused = kit.granted(ann, "first-order-20", "undo:1");
        assertThat(coupons.revoke("undo:1")).isEqualTo(new Reversal.Revoked(unused));
        assertThat(coupons.revoke("undo:1")).isEqualTo(new Reversal.Revoked(unused));
        assertThat(kit.place(fresh(), ann, unused)).isFalse();
        assertThat(kit.facts(unused)).containsExactly("coupon.issued", "coupon.revoked");
        long spent = kit.granted(ann, "first-order-20", "undo:2");
        long order = fresh();
        kit.place(order, ann, spent);
        assertThat(coupons.revoke("undo:2")).isEqualTo(new Reversal.Spent(spent, order, 5_000));
        kit.giveUp(order);
        assertThat(coupons.revoke("undo:2")).as("charged once, then it is paid for")
                .isEqualTo(new Reversal.Spent(spent, order, 5_000));
        assertThat(kit.place(fresh(), ann, spent)).isTrue();
        assertThat(coupons.revoke("never granted")).isEqualTo(new Reversal.Nothing());
    }

    @Test
    @Capability("PRM-13")
    @DisplayName("PRM-13 the holder is told three days before the end, once, and the coupon ends")
    void couponsEndByShopTime() throws Exception {
        long ann = fresh();
        long coupon = kit.granted(ann, "invite-three-50");
        kit.daysPass(28);
        kit.sweep("promotion.coupon.remind");
        kit.sweep("promotion.coupon.remind");
        assertThat(kit.facts(coupon)).containsExactly("coupon.issued", "coupon.expiring");
        kit.daysPass(3);
        kit.sweep("promotion.coupon.expire");
        kit.sweep("promotion.coupon.expire");
        assertThat(kit.state(coupon)).isEqualTo("EXPIRED");
        assertThat(kit.facts(coupon)).containsExactly("coupon.issued", "coupon.expiring", "coupon.expired");
    }
}
