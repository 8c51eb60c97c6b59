package io.tuanzi.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** The general rate limits, requests in ten seconds: per token for those who carry one, and per address. */
@Component
class FloodGate implements HandlerInterceptor {

    private final Limits limits;
    private final Limits.Rate perToken;
    private final Limits.Rate perAddress;

    FloodGate(Limits limits, @Value("${tuanzi.limits.token:200}") int token,
              @Value("${tuanzi.limits.address:2000}") int address) {
        this.limits = limits;
        this.perToken = new Limits.Rate("token", token, Duration.ofSeconds(10));
        this.perAddress = new Limits.Rate("address", address, Duration.ofSeconds(10));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // A made-up token must not buy a fresh allowance, so the address is always counted.
        if (!Callers.local(request)) {
            limits.take(perAddress, Callers.address(request));
        }
        String token = Callers.bearer(request);
        if (token != null) {
            limits.take(perToken, token);
        }
        return true;
    }
}
