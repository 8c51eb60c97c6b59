package io.tuanzi.platform.web;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Says in the response that an answer was given before: header {@code Idempotent-Replay: true}. */
public final class Replays {

    private Replays() {
    }

    /** Marks the response of the request served on this thread; does nothing outside a request. */
    public static void mark() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            var response = request.getResponse();
            if (response != null) {
                response.setHeader("Idempotent-Replay", "true");
            }
        }
    }
}
