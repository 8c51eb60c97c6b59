package io.tuanzi.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a request who is calling. Trusts the connection only: {@code X-Forwarded-*} is never looked at.
 */
public final class Callers {

    private Callers() {
    }

    /** The bearer token, null without one. */
    public static @Nullable String bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        String token = header.substring(7).strip();
        return token.isEmpty() || token.length() > 200 ? null : token;
    }

    /** The token in the staff session cookie. */
    public static Optional<String> staffToken(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (StaffDoor.COOKIE.equals(cookie.getName()) && cookie.getValue().length() <= 200) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /** The address at the other end of the connection. */
    public static String address(HttpServletRequest request) {
        return request.getRemoteAddr();
    }

    /**
     * Whether the other end is this machine. Limits per address leave it alone: it is the person at the keyboard, or
     * a proxy behind which all shoppers would share one allowance.
     */
    public static boolean local(HttpServletRequest request) {
        try {
            return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
