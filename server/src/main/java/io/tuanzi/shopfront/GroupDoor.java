package io.tuanzi.shopfront;

import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.shopfront.Cards.GroupCard;
import io.tuanzi.shopfront.Cards.ProductCard;
import io.tuanzi.shopfront.Cards.Seat;
import io.tuanzi.platform.time.ShopTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Running groups and the group page, live from the fact log. */
@RestController
@RequestMapping("/api/shop/groups")
class GroupDoor {

    /** The person who sent the link. */
    record Inviter(String nickname, String avatar, @Nullable Instant invitedAt) {
    }

    /** The group page; the card's fields are its first ones. */
    record Page(long groupId, long productId, String title, String picture, int size, int paid, int held,
                List<Seat> seats, Seat leader, long priceMinor, long singlePriceMinor, Instant expiresAt,
                String state, Offer activity, ProductCard product, @Nullable Inviter inviter,
                @Nullable Long myOrderId, @Nullable String mySeat, boolean canJoin, @Nullable String whyNot,
                String deadlineRule, Share share, int version, List<GroupCard> moreGroups) {
    }

    private final Groups groups;
    private final Products products;
    private final Cards cards;
    private final Invitations invitations;
    private final GroupStreams streams;
    private final ShopTime time;

    GroupDoor(Groups groups, Products products, Cards cards, Invitations invitations, GroupStreams streams,
              ShopTime time) {
        this.groups = groups;
        this.products = products;
        this.cards = cards;
        this.invitations = invitations;
        this.streams = streams;
        this.time = time;
    }

    @GetMapping
    Paged<GroupCard> running(@RequestParam(required = false) @Nullable Long productId, PageAsk page,
                             Optional<Shopper> shopper, Locale locale) {
        Paged<GroupView> found = groups.joinable(productId, page.after(), page.limit());
        return new Paged<>(cards.groups(found.items(), shopper.map(Shopper::customerId).orElse(0L), locale),
                found.next());
    }

    @GetMapping("/{groupId}")
    Page group(@PathVariable long groupId, @RequestParam(required = false) @Nullable String by,
               Optional<Shopper> shopper, Locale locale) {
        GroupView view = groups.group(groupId).orElseThrow(() -> Problem.notFound("group"));
        long me = shopper.map(Shopper::customerId).orElse(0L);
        GroupCard card = cards.groups(List.of(view), me, locale).getFirst();
        Activity offer = groups.activity(view.activityId()).orElseThrow(() -> Problem.notFound("group"));
        ProductSummary product = products.snapshot().product(view.productId());
        if (product == null) {
            throw Problem.notFound("product");
        }
        Optional<GroupView.SeatView> mine = view.seats().stream().filter(s -> s.customerId() == me && me != 0)
                .findFirst();
        String whyNot = whyNot(view, mine.isPresent());
        List<GroupCard> more = cards.groups(groups.joinable(view.productId(), null, 4).items().stream()
                .filter(g -> g.groupId() != groupId).limit(3).toList(), me, locale);
        return new Page(card.groupId(), card.productId(), card.title(), card.picture(), card.size(), card.paid(),
                card.held(), card.seats(), card.leader(), card.priceMinor(), card.singlePriceMinor(),
                card.expiresAt(), card.state(), cards.offer(offer, locale),
                cards.products(List.of(product), locale).getFirst(), invitations.inviter(by, me).orElse(null),
                mine.map(GroupView.SeatView::orderId).orElse(null), mine.map(GroupView.SeatView::state).orElse(null),
                whyNot == null, whyNot, Offer.deadlineRule(offer, locale),
                invitations.groupShare(groupId, card, me, locale), view.version(), more);
    }

    private @Nullable String whyNot(GroupView view, boolean seated) {
        if (seated) {
            return "GROUP_ALREADY_IN";
        }
        if (!"OPEN".equals(view.state()) || !view.expiresAt().isAfter(time.now())) {
            return "GROUP_CLOSED";
        }
        return view.held() + view.paid() < view.size() ? null : "GROUP_FULL";
    }

    /** Live progress: an event {@code group} with every change, from the fact log. */
    @GetMapping(path = "/{groupId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@PathVariable long groupId) {
        if (groups.group(groupId).isEmpty()) {
            throw Problem.notFound("group");
        }
        return streams.open(groupId);
    }
}
