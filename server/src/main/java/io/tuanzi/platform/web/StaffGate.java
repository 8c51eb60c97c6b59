package io.tuanzi.platform.web;

import io.tuanzi.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets nobody into {@code /api/staff/**} without a session, no write without its CSRF token, and no route without the
 * permission it names.
 */
@Component
class StaffGate implements HandlerInterceptor {

    static final String MEMBER = StaffGate.class.getName() + ".member";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final ObjectProvider<StaffDoor> door;

    StaffGate(ObjectProvider<StaffDoor> door) {
        this.door = door;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        boolean writes = !READS.contains(request.getMethod());
        String site = request.getHeader("Sec-Fetch-Site");
        if (writes && site != null && !OWN_SITE.contains(site)) {
            throw Problem.of(403, "CSRF");
        }
        OpenToStaff open = method.getMethodAnnotation(OpenToStaff.class);
        StaffDoor.Session session = session(request);
        if (session == null) {
            if (open != null && open.anonymous()) {
                return true;
            }
            throw Problem.of(401, "UNAUTHENTICATED");
        }
        if (writes && (open == null || !open.anonymous()) && !repeats(session, request)) {
            throw Problem.of(403, "CSRF");
        }
        Permit permit = method.getMethodAnnotation(Permit.class);
        if (permit != null) {
            session.member().require(permit.value());
        }
        request.setAttribute(MEMBER, session.member());
        return true;
    }

    private StaffDoor.@Nullable Session session(HttpServletRequest request) {
        StaffDoor staff = door.getIfAvailable();
        return staff == null ? null : Callers.staffToken(request).flatMap(staff::session).orElse(null);
    }

    private static boolean repeats(StaffDoor.Session session, HttpServletRequest request) {
        String said = request.getHeader(StaffDoor.CSRF_HEADER);
        return said != null && MessageDigest.isEqual(said.getBytes(StandardCharsets.UTF_8),
                session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }
}
