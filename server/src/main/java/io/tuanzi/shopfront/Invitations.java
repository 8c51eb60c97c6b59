package io.tuanzi.shopfront;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.ShopperExtras;
import io.tuanzi.rewards.Bindings;
import io.tuanzi.shopfront.Cards.GroupCard;
import io.tuanzi.shopfront.GroupDoor.Inviter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who invited whom, and what is passed on; codes belong to rewards. */
@Component
class Invitations {

    private final Customers customers;
    private final ObjectProvider<ShopperExtras> extras;
    private final Bindings bindings;
    private final Links links;

    Invitations(Customers customers, ObjectProvider<ShopperExtras> extras, Bindings bindings,
                Links links) {
        this.customers = customers;
        this.extras = extras;
        this.bindings = bindings;
        this.links = links;
    }

    /** The person behind an invite code, unless it is the reader. */
    Optional<Inviter> inviter(@Nullable String code, long me) {
        if (code == null || code.isBlank() || code.length() > 32) {
            return Optional.empty();
        }
        return Optional.ofNullable(bindings.ownerOf(code)).filter(id -> id != me).map(customers::require)
                .map((CustomerView p) -> new Inviter(p.nickname(), p.avatar(), null));
    }

    Share groupShare(long groupId, GroupCard card, long me, Locale locale) {
        String code = me == 0 ? null : extras.stream().map(e -> e.inviteCode(me)).filter(Objects::nonNull)
                .findFirst().orElse(null);
        String query = "id=" + groupId + (code == null ? "" : "&by=" + code);
        int missing = Math.max(0, card.size() - card.paid() - card.held());
        boolean en = "en".equals(locale.getLanguage());
        String text = en ? missing + " more and we all pay the group price." : "还差 " + missing + " 位，一起按团价买。";
        String ask = "?kind=GROUP&id=" + groupId + (code == null ? "" : "&by=" + code);
        return new Share(links.root() + "/pages/group/group?" + query, "pages/group/group?" + query, card.title(),
                text, "/api/shop/share/poster.svg" + ask, "/api/shop/share/qr.png" + ask, code);
    }
}
