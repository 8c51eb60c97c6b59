package io.tuanzi.rewards.web;

import io.tuanzi.catalog.Pictures;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.rewards.Bindings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Passing a page on: the card, the poster and the code. Open to strangers, whose cards carry no invite code. */
@RestController
@RequestMapping("/api/shop/share")
class ShareDoor {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int QR_PIXELS = 480;

    private final ShareCards cards;
    private final Bindings bindings;
    private final Customers customers;
    private final Pictures pictures;

    ShareDoor(ShareCards cards, Bindings bindings, Customers customers, Pictures pictures) {
        this.cards = cards;
        this.bindings = bindings;
        this.customers = customers;
        this.pictures = pictures;
    }

    @GetMapping
    ShareCard card(Optional<Shopper> shopper, @RequestParam String kind,
                   @RequestParam(required = false) @Nullable Long id) {
        String code = shopper.map(s -> bindings.inviteCode(s.customerId())).orElse(null);
        return cards.card(cards.subject(kind(kind), id), code);
    }

    @GetMapping("/poster.svg")
    ResponseEntity<byte[]> poster(@RequestParam String kind, @RequestParam(required = false) @Nullable Long id,
                                  @RequestParam(required = false) @Nullable String by) {
        ShareCards.Subject subject = cards.subject(kind(kind), id);
        Long owner = owner(by);
        CustomerView inviter = owner == null ? null : customers.views(List.of(owner)).get(owner);
        Pictures.Picture picture = subject.picture() == null ? null
                : pictures.picture(subject.picture()).orElse(null);
        String svg = Poster.draw(subject, inviter == null ? null : inviter.nickname(), picture,
                cards.address(subject, code(by, owner)));
        return ResponseEntity.ok().contentType(MediaType.valueOf("image/svg+xml"))
                .cacheControl(CacheControl.maxAge(KEPT)).varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'unsafe-inline'")
                .header(HttpHeaders.CONTENT_LANGUAGE, Language.current().locale().getLanguage())
                .body(svg.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/qr.png")
    ResponseEntity<byte[]> qr(@RequestParam String kind, @RequestParam(required = false) @Nullable Long id,
                              @RequestParam(required = false) @Nullable String by) {
        ShareCards.Subject subject = cards.subject(kind(kind), id);
        byte[] png = QrCode.of(cards.address(subject, code(by, owner(by)))).png(QR_PIXELS);
        return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).cacheControl(CacheControl.maxAge(KEPT)).body(png);
    }

    private static ShareCards.Kind kind(String name) {
        for (ShareCards.Kind kind : ShareCards.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw Problem.invalid("kind", "choice").with("choices", "PRODUCT, GROUP, PROMOTER");
    }

    /** Whose code was given; null for one that is nobody's, which is left out of what we draw. */
    private @Nullable Long owner(@Nullable String by) {
        return by == null || by.length() > 32 ? null : bindings.ownerOf(by);
    }

    private static @Nullable String code(@Nullable String by, @Nullable Long owner) {
        return by == null || owner == null ? null : by.strip().toUpperCase(Locale.ROOT);
    }
}
