package io.tuanzi.customer.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.commit.ReadTogether;
import io.tuanzi.platform.sweep.Sweep;
import io.tuanzi.platform.time.Secrets;
import io.tuanzi.platform.time.WallClock;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.platform.web.ShopperDoor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sessions of shoppers: opaque tokens of which only the hash is kept, good for 30 days after the last use.
 *
 * <p>A token found good is remembered on this node for at most 30 seconds, so a busy shopper costs no query; logging
 * out ends it at once here and within those 30 seconds on other nodes.
 */
@Component
class SessionDesk implements ShopperDoor, Sweep {

    private final SessionBook book;
    private final Secrets secrets;
    private final Tx tx;
    private final TokenMemory memory;
    private final ReadTogether<byte[], Optional<SessionBook.Live>> sessions;

    SessionDesk(SessionBook book, Secrets secrets, WallClock clock, Tx tx) {
        this.book = book;
        this.secrets = secrets;
        this.tx = tx;
        this.memory = new TokenMemory(clock);
        this.sessions = new ReadTogether<>(256, book::live);
    }

    /** Opens a session, in the open transaction if there is one; returns its token, which is kept nowhere. */
    String open(long customerId) {
        String token = secrets.token(32);
        tx.run("customer.session.open", () -> book.insert(hash(token), customerId));
        return token;
    }

    @Override
    public Optional<Shopper> shopper(String token) {
        return memory.find(token, () -> {
            byte[] hash = hash(token);
            Optional<SessionBook.Live> live = sessions.get(hash);
            if (live.isPresent() && live.get().renew()) {
                tx.run("customer.session.renew", () -> book.renew(hash));
            }
            return live.map(session -> new Shopper(session.customerId()));
        });
    }

    /** Ends the session of a token; ending it twice does no harm. */
    void end(String token) {
        tx.run("customer.session.end", () -> book.delete(hash(token)));
        memory.forget(token);
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
        return "customer.sessions";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public int sweep() {
        return tx.call("customer.sessions.sweep", book::deleteExpired);
    }
}
