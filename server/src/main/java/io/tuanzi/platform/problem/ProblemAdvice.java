package io.tuanzi.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
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
        return writer.answer(problem, traceId);
    }
}
