package io.tuanzi.customer.web;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.internal.CustomerDesk;
import io.tuanzi.customer.internal.LoginDesk;
import io.tuanzi.customer.internal.MessageDesk;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Callers;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Limits;
import io.tuanzi.platform.web.Shopper;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Session, login and profile of a shopper. */
@RestController
@RequestMapping("/api/shop")
class LoginDoor {

    private static final Limits.Rate CODES = new Limits.Rate("login.code", 20, Duration.ofMinutes(10));
    private static final Limits.Rate TRIES = new Limits.Rate("login.try", 60, Duration.ofMinutes(10));
    private static final java.util.regex.Pattern AVATAR =
            java.util.regex.Pattern.compile("/?[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+){0,8}");

    record AskCode(String phone) {
    }

    record AskLogin(String phone, String code, @Nullable String inviteCode) {
    }

    record LoggedIn(String token, Profiles.Me me, boolean newCustomer) {
    }

    record EditMe(@Nullable String nickname, @Nullable String avatar) {
    }

    record Session(Instant now, String zone, boolean demo, String locale, String currency, String shopName,
                   Profiles.@Nullable Me customer, int unreadMessages, int cartCount) {
    }

    private final LoginDesk logins;
    private final CustomerDesk people;
    private final Customers customers;
    private final MessageDesk messages;
    private final Profiles profiles;
    private final ShopTime time;
    private final Limits limits;
    private final String nameZh;
    private final String nameEn;

    LoginDoor(LoginDesk logins, CustomerDesk people, Customers customers, MessageDesk messages, Profiles profiles,
              ShopTime time, Limits limits, @Value("${tuanzi.name:团子}") String nameZh,
              @Value("${tuanzi.name-en:Tuanzi}") String nameEn) {
        this.logins = logins;
        this.people = people;
        this.customers = customers;
        this.messages = messages;
        this.profiles = profiles;
        this.time = time;
        this.limits = limits;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    @GetMapping("/session")
    ResponseEntity<Session> session(Optional<Shopper> shopper) {
        Language language = Language.current();
        Profiles.Me me = shopper.map(s -> profiles.of(customers.require(s.customerId()))).orElse(null);
        long id = me == null ? 0 : me.customerId();
        Session session = new Session(time.now(), time.zone().getId(), logins.demo(), language.locale().getLanguage(),
                "CNY", language.pick(nameZh, nameEn), me, me == null ? 0 : messages.unread(id),
                me == null ? 0 : profiles.cartCount(id));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(session);
    }

    @PostMapping("/login/code")
    LoginDesk.CodeSent code(@RequestBody AskCode ask, Key key, HttpServletRequest request) {
        limit(CODES, request);
        return logins.sendCode(ask.phone(), key.value());
    }

    @PostMapping("/login")
    LoggedIn login(@RequestBody AskLogin ask, Key key, HttpServletRequest request) {
        limit(TRIES, request);
        String code = Fields.text("code", ask.code(), 4, 8);
        String inviteCode = Fields.optionalText("inviteCode", ask.inviteCode(), 40);
        LoginDesk.LoggedIn login = logins.login(ask.phone(), code, inviteCode, key.value());
        return new LoggedIn(login.token(), profiles.of(login.customer()), login.isNew());
    }

    private void limit(Limits.Rate rate, HttpServletRequest request) {
        if (!Callers.local(request)) {
            limits.take(rate, Callers.address(request));
        }
    }

    /** Ends the session of the token sent; without a live one there is nothing to end, which is not refused. */
    @PostMapping("/logout")
    ResponseEntity<Void> logout(Key key, HttpServletRequest request) {
        String token = Callers.bearer(request);
        if (token != null) {
            logins.logout(token);
        }
        return ResponseEntity.noContent().build();
    }

    @PatchMapping("/me")
    Profiles.Me edit(Shopper shopper, Key key, @RequestBody EditMe ask) {
        String nickname = Fields.optionalText("nickname", ask.nickname(), 20);
        String avatar = ask.avatar() == null ? null : Fields.matching("avatar", ask.avatar(), AVATAR);
        CustomerView person = people.rename(shopper.customerId(), nickname, avatar);
        return profiles.of(person);
    }
}
