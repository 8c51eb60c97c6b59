package io.tuanzi.customer.web;

import io.tuanzi.customer.internal.MessageDesk;
import io.tuanzi.customer.internal.VisitDesk;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Shopper;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The message tray of a shopper, and the count of visits. */
@RestController
@RequestMapping("/api/shop")
class MessageDoor {

    private static final Set<String> PAGES = Set.of(
            "HOME", "PRODUCT", "GROUP", "GROUPS", "SEARCH", "CATEGORY", "CART", "CHECKOUT",
            "CASHIER", "ORDER", "ORDERS", "LOGIN", "LANDING", "PROMOTER", "MESSAGES", "ME", "COUPONS");

    record Read(long upTo) {
    }

    record Unread(int unreadMessages) {
    }

    record Visit(String page, @Nullable Long productId, @Nullable Long groupId, @Nullable String by) {
    }

    private final MessageDesk messages;
    private final VisitDesk visits;

    MessageDoor(MessageDesk messages, VisitDesk visits) {
        this.messages = messages;
        this.visits = visits;
    }

    @GetMapping("/messages")
    Paged<MessageDesk.Shown> tray(Shopper shopper, PageAsk page) {
        return messages.tray(shopper.customerId(), page);
    }

    @PostMapping("/messages/read")
    Unread read(Shopper shopper, Key key, @RequestBody Read ask) {
        return new Unread(messages.read(shopper.customerId(), Fields.id("message", ask.upTo())));
    }

    /** Counts a visit by kind of page; kinds we do not know count as OTHER, so nobody can make the table grow. */
    @PostMapping("/visits")
    ResponseEntity<Void> visit(@RequestBody Visit ask) {
        String page = Fields.text("page", ask.page(), 1, 100).toUpperCase(Locale.ROOT);
        String by = Fields.optionalText("by", ask.by(), 40);
        visits.count(new VisitDesk.Visit(PAGES.contains(page) ? page : "OTHER", by != null));
        return ResponseEntity.noContent().build();
    }
}
