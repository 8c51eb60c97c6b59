package io.tuanzi.payment.internal;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes notifications apart: who signed, what is sealed inside, which desk books it. */
@Component
public class Hooks {

    /** What to answer: only {@code TAKEN} stops the provider from telling again. */
    public enum Heard {
        /** Booked, or known already. */
        TAKEN,
        /** Not signed by the provider, too old, or damaged; nothing was read. */
        FORGED,
        /** Signed and sealed rightly, and it makes no sense or does not fit (P4). */
        REFUSED
    }

    /** The signature's headers; empty texts where they were missing. */
    public record Signed(String serial, String timestamp, String nonce, String signature) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    private final Provider provider;
    private final WeChatPay weChatPay;
    private final CaptureDesk captures;
    private final RefundDesk refunds;
    private final JsonMapper json = JsonMapper.shared();

    Hooks(Provider provider, WeChatPay weChatPay, CaptureDesk captures, RefundDesk refunds) {
        this.provider = provider;
        this.weChatPay = weChatPay;
        this.captures = captures;
        this.refunds = refunds;
    }

    /** Hears one notification; safe however often and however many at once (P1). */
    public Heard hear(Signed signed, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!weChatPay.fresh(signed.timestamp()) || !provider.keys().fromProvider(signed.serial(),
                signed.timestamp(), signed.nonce(), text, signed.signature())) {
            LOG.warn("a payment notification that the provider did not sign was refused");
            return Heard.FORGED;
        }
        try {
            JsonNode envelope = json.readTree(text);
            JsonNode sealed = envelope.path("resource");
            String opened = provider.keys().open(sealed.path("ciphertext").asString(""),
                    sealed.path("nonce").asString(""), sealed.path("associated_data").asString("")).orElse("");
            if (opened.isEmpty()) {
                LOG.warn("a payment notification that our key does not open was refused");
                return Heard.FORGED;
            }
            return book(envelope.path("event_type").asString(""), json.readTree(opened));
        } catch (JacksonException notJson) {
            return Heard.REFUSED;
        }
    }

    private Heard book(String event, JsonNode content) {
        if (event.startsWith("TRANSACTION.")) {
            return captures.settle(Told.payment(content, false)) == CaptureDesk.Settled.SET_ASIDE
                    ? Heard.REFUSED : Heard.TAKEN;
        }
        if (event.startsWith("REFUND.")) {
            return refunds.end(Told.refund(content, "")) ? Heard.TAKEN : Heard.REFUSED;
        }
        LOG.warn("a payment notification of an unknown kind: {}", event);
        return Heard.REFUSED;
    }
}
