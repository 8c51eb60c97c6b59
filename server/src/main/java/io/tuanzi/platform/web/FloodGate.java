package io.tuanzi.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** The general rate limit: per token for those who carry one, per address for the others. */
@Component
class FloodGate implements HandlerInterceptor {

    private static final Limits.Rate TOKEN = new Limits.Rate("token", 200, Duration.ofSeconds(10));
    private static final Limits.Rate ADDRESS = new Limits.Rate("address", 2_000, Duration.ofSeconds(10));

    private final Limits limits;

    FloodGate(Limits limits) {
        this.limits = limits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // A made-up token must not buy a fresh allowance, so the address is always counted.
        if (!Callers.local(request)) {
            limits.take(ADDRESS, Callers.address(request));
        }
        String token = Callers.bearer(request);
        if (token != null) {
            limits.take(TOKEN, token);
        }
        return true;
    }
}
