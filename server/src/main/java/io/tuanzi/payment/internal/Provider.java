package io.tuanzi.payment.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Which provider this shop uses and where it is.
 *
 * <p>{@code tuanzi.payment.provider} is {@code sandbox} (the default) or {@code wechatpay}. The sandbox is a child
 * process unless {@code tuanzi.payment.url} names one that runs already; {@code tuanzi.payment.keys} is the folder of
 * the merchant's keys. {@code tuanzi.payment.notify-url} and {@code tuanzi.public-url} name us to the provider and to
 * payers; both are made from host and port where they are not set.
 */
@Component
class Provider {

    private final Environment settings;
    private final SandboxChild child;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable WeChatKeys keys;

    Provider(Environment settings, SandboxChild child) {
        this.settings = settings;
        this.child = child;
    }

    /** The name on intents and in {@code cash/NAME}. */
    String name() {
        return settings.getProperty("tuanzi.payment.provider", "sandbox");
    }

    /** Where the provider answers, without a slash at the end. */
    String address() {
        String set = settings.getProperty("tuanzi.payment.url", "");
        if (!set.isEmpty()) {
            return set.endsWith("/") ? set.substring(0, set.length() - 1) : set;
        }
        return name().equals("sandbox") ? child.address() : "https://api.mch.weixin.qq.com";
    }

    /** The keys, read once: the sandbox makes them at its first start. */
    WeChatKeys keys() {
        WeChatKeys read = keys;
        if (read != null) {
            return read;
        }
        lock.lock();
        try {
            WeChatKeys made = keys;
            if (made == null) {
                address();
                String folder = settings.getProperty("tuanzi.payment.keys", "");
                made = new WeChatKeys(folder.isEmpty() ? child.keys() : Path.of(folder));
                keys = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** Where the provider tells us. */
    String notifyUrl() {
        String set = settings.getProperty("tuanzi.payment.notify-url", "");
        return set.isEmpty() ? ownAddress() + "/hooks/wechatpay" : set;
    }

    /** The payer's address of the cashier: the sandbox's page passes through us, so a friend's phone can open it. */
    String cashierUrl(String providersUrl) {
        if (!name().equals("sandbox")) {
            return providersUrl;
        }
        String set = settings.getProperty("tuanzi.public-url", settings.getProperty("TUANZI_PUBLIC_URL", ""));
        String home = set.isEmpty() ? ownAddress() : set;
        return (home.endsWith("/") ? home.substring(0, home.length() - 1) : home)
                + URI.create(providersUrl).getRawPath();
    }

    /**
     * Who pays inside the mini-program, as the provider knows them. The sandbox has one payer for all; a real one knows
     * its members by a login that this shop does not offer yet, so there the payer is led to a page.
     */
    Optional<String> miniPayer() {
        return name().equals("sandbox") ? Optional.of("oSandboxPayer") : Optional.empty();
    }

    /** The page on which a payment within the mini-program can be practised; a real provider has none. */
    Optional<String> practicePage(String prepayId) {
        return name().equals("sandbox") ? Optional.of(cashierUrl(address() + "/cashier/" + prepayId))
                : Optional.empty();
    }

    private String ownAddress() {
        String host = settings.getProperty("server.address", "127.0.0.1");
        String port = settings.getProperty("local.server.port", settings.getProperty("server.port", "8080"));
        return "http://" + (host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host) + ":" + port;
    }
}
