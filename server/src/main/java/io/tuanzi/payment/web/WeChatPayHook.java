package io.tuanzi.payment.web;

import io.tuanzi.payment.internal.Hooks;
import io.tuanzi.payment.internal.Hooks.Signed;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the provider tells: answered 204 only after everything is committed. */
@RestController
class WeChatPayHook {

    private final Hooks hooks;

    WeChatPayHook(Hooks hooks) {
        this.hooks = hooks;
    }

    @PostMapping(path = "/hooks/wechatpay")
    ResponseEntity<Object> told(
            @RequestHeader(name = "Wechatpay-Serial", defaultValue = "") String serial,
            @RequestHeader(name = "Wechatpay-Timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "Wechatpay-Nonce", defaultValue = "") String nonce,
            @RequestHeader(name = "Wechatpay-Signature", defaultValue = "") String signature,
            @RequestBody(required = false) byte @org.jspecify.annotations.Nullable [] body) {
        return switch (hooks.hear(new Signed(serial, timestamp, nonce, signature), body == null ? new byte[0] : body)) {
            case TAKEN -> ResponseEntity.noContent().build();
            case FORGED -> failed(401, "the signature is not the provider's");
            case REFUSED -> failed(400, "it does not fit what was asked for");
        };
    }

    private static ResponseEntity<Object> failed(int status, String why) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("code", "FAIL", "message", why));
    }
}
