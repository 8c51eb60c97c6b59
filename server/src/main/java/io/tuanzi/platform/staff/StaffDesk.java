package io.tuanzi.platform.staff;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.Secrets;
import io.tuanzi.platform.vault.Vault;
import io.tuanzi.platform.web.StaffDoor;
import io.tuanzi.platform.web.StaffMember;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accounts, roles and sessions of staff. */
@Component
class StaffDesk implements StaffDoor, StaffAccounts, Sweep {

    private record DemoPerson(String username, String name, String role) {
    }

    private static final List<DemoPerson> DEMO = List.of(new DemoPerson("guanli", "老板", "ADMIN"),
            new DemoPerson("yunying", "小运", "OPERATOR"), new DemoPerson("caiwu", "小财", "FINANCE"),
            new DemoPerson("chuna", "小纳", "CASHIER"), new DemoPerson("kefu", "小服", "SERVICE"),
            new DemoPerson("cangku", "小仓", "WAREHOUSE"));

    private final StaffBook book;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final Secrets secrets;
    private final Vault vault;
    private final Ids ids;
    private final Tx tx;

    StaffDesk(StaffBook book, Passwords passwords, AuditTrail trail, Secrets secrets, Vault vault, Ids ids, Tx tx) {
        this.book = book;
        this.passwords = passwords;
        this.trail = trail;
        this.secrets = secrets;
        this.vault = vault;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public Optional<Session> session(String token) {
        byte[] hash = hash(token);
        return book.live(hash).map(live -> {
            if (live.stale()) {
                tx.run("staff.seen", () -> book.seen(hash));
            }
            return new Session(new StaffMember(live.staffId(), live.username(), Set.copyOf(live.permissions())),
                    csrf(token));
        });
    }

    /** The token writes must repeat: made from the session's own, so it needs no place of its own. */
    String csrf(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.index("staff.csrf", token));
    }

    /** Checks a password and opens a session; returns its token. All failures look and last alike. */
    String login(String username, String password) {
        Optional<StaffBook.Secret> found = book.secret(username);
        if (found.isEmpty()) {
            passwords.pretend(password);
            throw refused();
        }
        StaffBook.Secret secret = found.get();
        boolean right = passwords.matches(password, secret.passwordHash());
        if (!secret.mayTry() || !secret.enabled()) {
            throw refused();
        }
        if (!right) {
            tx.run("staff.login.failed", () -> book.failed(secret.staffId()));
            throw refused();
        }
        String token = secrets.token(32);
        tx.run("staff.login", () -> {
            book.succeeded(secret.staffId());
            book.openSession(hash(token), secret.staffId());
        });
        return token;
    }

    private static Problem refused() {
        return Problem.of(401, "LOGIN_FAILED");
    }

    void logout(String token) {
        tx.run("staff.logout", () -> book.endSession(hash(token)));
    }

    List<StaffBook.Person> people() {
        return book.people();
    }

    StaffBook.Person person(long staffId) {
        return book.person(staffId).orElseThrow(() -> Problem.notFound("staff"));
    }

    List<StaffBook.Role> roles() {
        return book.roles();
    }

    StaffBook.Person hire(StaffMember by, String username, String name, String password, Set<String> roles,
                          String reason) {
        Passwords.check("password", password, username);
        String hash = passwords.hash(password);
        return tx.call("staff.hire", () -> {
            requireKnown(roles, book.lockRoles());
            long id = ids.next();
            if (!book.insert(new StaffBook.Person(id, username, name, List.copyOf(roles), true, false, null), hash)) {
                throw Problem.conflict("USERNAME_TAKEN").with("username", username);
            }
            StaffBook.Person hired = person(id);
            trail.wrote(by.actor(), "staff.hire", "staff:" + id, null, hired, reason);
            return hired;
        });
    }

    /** Changes a person; one who is disabled or loses a role loses the sessions at once. */
    StaffBook.Person edit(StaffMember by, long staffId, String name, Set<String> roles, boolean enabled,
                          String reason) {
        return tx.call("staff.edit", () -> {
            requireKnown(roles, book.lockRoles());
            StaffBook.Person before = person(staffId);
            book.update(staffId, name, enabled);
            book.setRoles(staffId, roles);
            requireSomeoneInCharge();
            if (!enabled) {
                book.endSessionsOf(staffId);
            }
            StaffBook.Person after = person(staffId);
            trail.wrote(by.actor(), "staff.edit", "staff:" + staffId, before, after, reason);
            return after;
        });
    }

    /** Changes one's own password; ends all one's sessions. */
    void changePassword(StaffMember self, String current, String next) {
        Passwords.check("next", next, self.username());
        StaffBook.Secret secret = book.secret(self.username()).orElseThrow(() -> Problem.notFound("staff"));
        if (!passwords.matches(current, secret.passwordHash())) {
            tx.run("staff.login.failed", () -> book.failed(self.staffId()));
            throw Problem.invalid("current", "wrongPassword");
        }
        String hash = passwords.hash(next);
        tx.run("staff.password", () -> {
            book.setPassword(self.staffId(), hash);
            book.endSessionsOf(self.staffId());
            trail.wrote(self.actor(), "staff.password", "staff:" + self.staffId(), Map.of("password", "old"),
                    Map.of("password", "new", "sessions", "ended"), "own password");
        });
    }

    StaffBook.Role setPermissions(StaffMember by, String role, Set<String> permissions, String reason) {
        return tx.call("staff.role", () -> {
            StaffBook.Role before = book.lockRoles().stream().filter(each -> each.code().equals(role)).findFirst()
                    .orElseThrow(() -> Problem.notFound("role"));
            book.setPermissions(role, new TreeSet<>(permissions));
            requireSomeoneInCharge();
            StaffBook.Role after = new StaffBook.Role(role, before.nameZh(), before.nameEn(),
                    List.copyOf(new TreeSet<>(permissions)));
            trail.wrote(by.actor(), "role.edit", "role:" + role, before, after, reason);
            return after;
        });
    }

    private static void requireKnown(Set<String> wanted, List<StaffBook.Role> roles) {
        Set<String> known = roles.stream().map(StaffBook.Role::code).collect(Collectors.toSet());
        if (!known.containsAll(wanted)) {
            throw Problem.invalid("roles", "unknownRole");
        }
    }

    /** Somebody must stay who can undo this. */
    private void requireSomeoneInCharge() {
        if (book.holders(Permission.STAFF_EDIT.name()) == 0) {
            throw Problem.conflict("LAST_ADMINISTRATOR");
        }
    }

    private static String demoPassword(String username) {
        return "demo-" + username + "-2026";
    }

    @Override
    public void seedDemo() {
        Map<DemoPerson, String> hashes = new LinkedHashMap<>();
        Set<String> present = book.people().stream().map(StaffBook.Person::username).collect(Collectors.toSet());
        DEMO.stream().filter(each -> !present.contains(each.username()))
                .forEach(each -> hashes.put(each, passwords.hash(demoPassword(each.username()))));
        tx.run("staff.demo", () -> hashes.forEach((each, hash) -> book.insert(new StaffBook.Person(ids.next(),
                each.username(), each.name(), List.of(each.role()), true, true, null), hash)));
    }

    @Override
    public List<DemoLogin> demoLogins() {
        Map<String, StaffBook.Role> roles = book.roles().stream()
                .collect(Collectors.toMap(StaffBook.Role::code, role -> role));
        return book.people().stream().filter(person -> person.demo() && person.enabled())
                .map(person -> new DemoLogin(person.username(), demoPassword(person.username()),
                        person.roles().stream().flatMap(code -> Optional.ofNullable(roles.get(code)).stream())
                                .map(role -> Language.current().pick(role.nameZh(), role.nameEn()))
                                .collect(Collectors.joining(Language.current().pick("、", ", ")))))
                .toList();
    }

    @Override
    public void retireDemo() {
        tx.run("staff.demo.retire", () -> {
            List<StaffBook.Person> people = book.people();
            boolean others = people.stream().anyMatch(p -> p.enabled() && !p.demo() && p.roles().contains("ADMIN"));
            people.stream().filter(p -> p.demo() && (others || !p.roles().contains("ADMIN"))).forEach(person -> {
                book.update(person.staffId(), person.name(), false);
                book.endSessionsOf(person.staffId());
            });
        });
    }

    @Override
    public @Nullable String firstAdministrator() {
        if (!book.people().isEmpty()) {
            return null;
        }
        String password = secrets.code(16);
        String hash = passwords.hash(password);
        return tx.<@Nullable String>call("staff.first", () -> book.insert(new StaffBook.Person(ids.next(), "admin",
                "admin", List.of("ADMIN"), true, false, null), hash) ? password : null);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "staff.sessions";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(30);
    }

    @Override
    public int sweep() {
        return tx.call("staff.sessions.sweep", book::deleteOldSessions);
    }
}
