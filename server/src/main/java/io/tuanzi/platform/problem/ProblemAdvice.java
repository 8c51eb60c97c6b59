package io.tuanzi.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Turns whatever a request ran into into a problem document; a stack trace goes to the log only. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter writer;
    private final ObjectProvider<LostPage> lost;

    ProblemAdvice(ProblemWriter writer, ObjectProvider<LostPage> lost) {
        this.writer = writer;
        this.lost = lost;
    }

    @ExceptionHandler
    @Nullable ResponseEntity<?> answer(Throwable failure, HttpServletRequest request) {
        if (failure instanceof AsyncRequestNotUsableException) {
            return null; // the caller hung up
        }
        Problem problem = Diagnosis.of(failure);
        String traceId = writer.traceId();
        if (problem.status() == 503 && !(failure instanceof Problem)) {
            LOG.warn("{} {} had no database, trace {}: {}", request.getMethod(), request.getRequestURI(), traceId,
                    failure.toString());
        } else if (problem.status() >= 500) {
            LOG.error("{} {} failed, trace {}", request.getMethod(), request.getRequestURI(), traceId, failure);
        } else if (problem.status() == 400 && !(failure instanceof Problem)) {
            LOG.debug("{} {} refused, trace {}", request.getMethod(), request.getRequestURI(), traceId, failure);
        }
        LostPage shown = "NO_ROUTE".equals(problem.code()) && isRead(request) ? lost.getIfAvailable() : null;
        String page = shown == null ? null : shown.html();
        return page == null ? writer.answer(problem, traceId) : ResponseEntity.status(problem.status())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(page);
    }

    /** A person's browser asks for a page, not for a call or a file. */
    private static boolean isRead(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return "GET".equals(request.getMethod()) && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !request.getRequestURI().startsWith("/api/");
    }
}
