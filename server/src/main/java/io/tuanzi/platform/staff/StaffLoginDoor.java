package io.tuanzi.platform.staff;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Callers;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Limits;
import io.tuanzi.platform.web.OpenToStaff;
import io.tuanzi.platform.web.StaffDoor;
import io.tuanzi.platform.web.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Login, logout and session of staff. */
@RestController
@RequestMapping("/api/staff")
class StaffLoginDoor {

    private static final Limits.Rate TRIES = new Limits.Rate("staff.login", 30, Duration.ofMinutes(10));
    private static final Limits.Rate NAME_TRIES = new Limits.Rate("staff.login.name", 60, Duration.ofMinutes(10));

    record AskLogin(String username, String password) {
    }

    record AskPassword(String current, String next) {
    }

    /** The session as the console sees it; without a login only the shop and, in a demo, its logins. */
    record SessionView(@Nullable Long staffId, @Nullable String username, @Nullable String name, List<String> roles,
                       List<String> permissions, @Nullable String csrfToken, boolean demo, Instant now, String zone,
                       String shopName, @Nullable List<StaffAccounts.DemoLogin> demoLogins) {
    }

    private final StaffDesk desk;
    private final ShopTime time;
    private final Limits limits;
    private final String nameZh;
    private final String nameEn;

    StaffLoginDoor(StaffDesk desk, ShopTime time, Limits limits, @Value("${tuanzi.name:团子}") String nameZh,
                   @Value("${tuanzi.name-en:Tuanzi}") String nameEn) {
        this.desk = desk;
        this.time = time;
        this.limits = limits;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    @GetMapping("/session")
    @OpenToStaff(anonymous = true)
    ResponseEntity<SessionView> session(Optional<StaffMember> staff, HttpServletRequest request) {
        String token = Callers.staffToken(request).orElse("");
        return answer(ResponseEntity.ok(), staff.orElse(null), token);
    }

    @PostMapping("/login")
    @OpenToStaff(anonymous = true)
    ResponseEntity<SessionView> login(@RequestBody AskLogin ask, HttpServletRequest request) {
        String username = Fields.text("username", ask.username(), 1, 60).toLowerCase(Locale.ROOT);
        if (ask.password().length() > 200) {
            throw Problem.invalid("password", "tooLong").with("most", 200);
        }
        if (!Callers.local(request)) {
            limits.take(TRIES, Callers.address(request));
        }
        limits.take(NAME_TRIES, username);
        String token = desk.login(username, ask.password());
        StaffMember staff = desk.session(token).map(StaffDoor.Session::member).orElse(null);
        return answer(ResponseEntity.ok().header(HttpHeaders.SET_COOKIE, cookie(token, request, false)), staff, token);
    }

    @PostMapping("/logout")
    @OpenToStaff
    ResponseEntity<Void> logout(StaffMember staff, HttpServletRequest request) {
        Callers.staffToken(request).ifPresent(desk::logout);
        return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookie("", request, true)).build();
    }

    /** Changes the caller's own password; the caller logs in again with the new one. */
    @PostMapping("/password")
    @OpenToStaff
    ResponseEntity<Void> password(StaffMember staff, Key key, @RequestBody AskPassword ask,
                                  HttpServletRequest request) {
        if (ask.current().length() > 200) {
            throw Problem.invalid("current", "wrongPassword");
        }
        limits.take(NAME_TRIES, staff.username());
        desk.changePassword(staff, ask.current(), ask.next());
        return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookie("", request, true)).build();
    }

    private ResponseEntity<SessionView> answer(ResponseEntity.BodyBuilder answer, @Nullable StaffMember staff,
                                               String token) {
        List<StaffAccounts.DemoLogin> logins = desk.demoLogins();
        String shop = Language.current().pick(nameZh, nameEn);
        SessionView view;
        if (staff == null) {
            view = new SessionView(null, null, null, List.of(), List.of(), null, !logins.isEmpty(), time.now(),
                    time.zone().getId(), shop, logins.isEmpty() ? null : logins);
        } else {
            StaffBook.Person person = desk.person(staff.staffId());
            view = new SessionView(person.staffId(), person.username(), person.name(), person.roles(),
                    staff.permissions().stream().sorted().toList(), desk.csrf(token), !logins.isEmpty(), time.now(),
                    time.zone().getId(), shop, null);
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").body(view);
    }

    private static String cookie(String token, HttpServletRequest request, boolean gone) {
        return ResponseCookie.from(StaffDoor.COOKIE, token).httpOnly(true).sameSite("Strict").path("/api/staff")
                .secure(request.isSecure()).maxAge(gone ? Duration.ZERO : Duration.ofHours(12)).build().toString();
    }
}
