package io.tuanzi.customer.internal;

import io.tuanzi.customer.CodeChannel;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.LoginListener;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Login by phone and one-time code: six digits, five minutes, five tries, one use. */
@Component
public class LoginDesk {

    private static final int DIGITS = 6;
    private static final int CODES_PER_DAY = 30;
    private static final int GAP_SECONDS = 60;
    private static final int DEMO_GAP_SECONDS = 0; // nobody's phone rings

    /** What the login page is told after asking for a code; the code itself only in demo. */
    public record CodeSent(int retryAfterSeconds, @Nullable String demoCode) {
    }

    /** A login that succeeded. */
    public record LoggedIn(String token, CustomerView customer, boolean isNew) {
    }

    private final SessionBook book;
    private final SessionDesk sessions;
    private final CustomerDesk customers;
    private final Phones phones;
    private final Secrets secrets;
    private final ObjectProvider<CodeChannel> channels;
    private final ObjectProvider<LoginListener> listeners;
    private final Tx tx;

    LoginDesk(SessionBook book, SessionDesk sessions, CustomerDesk customers, Phones phones, Secrets secrets,
              ObjectProvider<CodeChannel> channels, ObjectProvider<LoginListener> listeners, Tx tx) {
        this.book = book;
        this.sessions = sessions;
        this.customers = customers;
        this.phones = phones;
        this.secrets = secrets;
        this.channels = channels;
        this.listeners = listeners;
        this.tx = tx;
    }

    /** Whether codes go nowhere but to the login page, because no real channel is set. */
    public boolean demo() {
        return channels.getIfAvailable() == null;
    }

    /**
     * Sends a code to a phone; refuses with 429 when one was sent a moment ago. Known and unknown phones look alike.
     */
    public CodeSent sendCode(String phone, String key) {
        String digits = phones.mobile("phone", phone);
        CodeChannel channel = channels.getIfAvailable();
        String code = secrets.digits(DIGITS);
        int gap = channel == null ? DEMO_GAP_SECONDS : GAP_SECONDS;
        SessionBook.Sent sent = tx.call("customer.code", () ->
                book.putCode(phones.index(digits), phones.codeHash(digits, code), key, gap, CODES_PER_DAY));
        if (!sent.sent()) {
            throw Problem.of(429, "RATE_LIMITED").with("retryAfterSeconds", sent.waitSeconds());
        }
        if (channel == null) {
            return new CodeSent(sent.waitSeconds(), code);
        }
        channel.send(digits, code);
        return new CodeSent(sent.waitSeconds(), null);
    }

    /**
     * Logs in with a code, registering the person if the phone is new. The same request sent again with its key logs
     * in again, with a token of its own; any other use of a used code is refused.
     */
    public LoggedIn login(String phone, String code, @Nullable String inviteCode, String key) {
        String digits = phones.mobile("phone", phone);
        byte[] index = phones.index(digits);
        // A try counts whatever becomes of it, so it has a transaction of its own.
        if (!tx.call("customer.login.try", () -> book.countTry(index))) {
            throw wrongCode();
        }
        byte[] codeHash = phones.codeHash(digits, code);
        return tx.call("customer.login", () -> {
            SessionBook.Used used = book.use(index, codeHash, key).orElseThrow(LoginDesk::wrongCode);
            long customerId;
            boolean isNew;
            var known = customers.byPhone(digits);
            if (known.isPresent()) {
                customerId = known.get();
                isNew = used.again() && Boolean.TRUE.equals(used.wasNew());
            } else {
                customerId = customers.newcomer(digits, inviteCode != null)
                        .orElseGet(() -> customers.byPhone(digits).orElseThrow());
                isNew = true;
            }
            if (!used.again()) {
                boolean first = isNew;
                listeners.orderedStream().forEach(each -> each.loggedIn(customerId, first, inviteCode));
                book.remember(index, isNew);
            }
            return new LoggedIn(sessions.open(customerId), customers.require(customerId), isNew);
        });
    }

    private static Problem wrongCode() {
        return Problem.of(400, "CODE_WRONG");
    }

    /** Ends the session of a token. */
    public void logout(String token) {
        sessions.end(token);
    }
}
