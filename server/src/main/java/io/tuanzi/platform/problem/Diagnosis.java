package io.tuanzi.platform.problem;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which problem an exception is: the caller's fault with the field named, or ours. */
final class Diagnosis {

    private Diagnosis() {
    }

    static Problem of(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case HttpMessageNotReadableException unreadable -> body(unreadable);
            case MethodArgumentTypeMismatchException mismatch -> Problem.invalid(mismatch.getName(), "type");
            case TypeMismatchException mismatch ->
                    Problem.invalid(String.valueOf(mismatch.getPropertyName()), "type");
            case MissingServletRequestParameterException missing ->
                    Problem.invalid(missing.getParameterName(), "missing");
            case MissingServletRequestPartException missing ->
                    Problem.invalid(missing.getRequestPartName(), "missing");
            case MissingRequestHeaderException missing -> Problem.invalid(missing.getHeaderName(), "missing");
            case MissingRequestCookieException missing -> Problem.invalid(missing.getCookieName(), "missing");
            case MissingPathVariableException missing -> Problem.invalid(missing.getVariableName(), "missing");
            case MethodArgumentNotValidException invalid -> bound(invalid);
            case BindException invalid -> bound(invalid);
            case MaxUploadSizeExceededException large -> Problem.of(413, "PAYLOAD_TOO_LARGE");
            case MultipartException broken -> Problem.invalid("file", "form");
            case ErrorResponse known -> byStatus(known.getStatusCode().value());
            // the database is away or its outcome unknown: the same key tells what became of it
            case org.springframework.transaction.TransactionException away -> unavailable();
            case org.springframework.dao.DataAccessResourceFailureException away -> unavailable();
            case org.springframework.dao.PessimisticLockingFailureException away -> unavailable();
            case ArithmeticException overflow -> Problem.of(400, "OVERFLOW");
            default -> nested(failure);
        };
    }

    private static Problem bound(BindException invalid) {
        var field = invalid.getFieldError();
        return Problem.invalid(field == null ? invalid.getObjectName() : field.getField(), "form");
    }

    private static Problem body(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        while (cause != null && cause != cause.getCause()) {
            switch (cause) {
                case Problem problem -> {
                    return problem;
                }
                case StreamConstraintsException tooMuch -> {
                    return Problem.invalid("body", "tooComplex");
                }
                case UnrecognizedPropertyException unknown -> {
                    return Problem.invalid(path(unknown), "unknownField");
                }
                case InvalidFormatException wrong when wrong.getTargetType() != null
                        && wrong.getTargetType().isEnum() -> {
                    return Problem.invalid(path(wrong), "choice")
                            .with("choices", List.of(wrong.getTargetType().getEnumConstants()).toString());
                }
                case JacksonException json -> {
                    return Problem.invalid(path(json), json.getPath().isEmpty() ? "json" : "type");
                }
                default -> cause = cause.getCause();
            }
        }
        return Problem.invalid("body", "json");
    }

    /** {@code lines[0].quantity}; {@code body} when the fault has no place. */
    private static String path(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.isEmpty() ? "body" : path.substring(0, Math.min(path.length(), 200));
    }

    static Problem byStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(401, "UNAUTHENTICATED");
            case 403 -> Problem.of(403, "FORBIDDEN");
            case 404 -> Problem.of(404, "NO_ROUTE");
            case 405 -> Problem.of(405, "METHOD_NOT_ALLOWED");
            case 406 -> Problem.of(406, "NOT_ACCEPTABLE");
            case 413 -> Problem.of(413, "PAYLOAD_TOO_LARGE");
            case 415 -> Problem.of(415, "MEDIA_TYPE");
            case 429 -> Problem.busy(1);
            case 503 -> unavailable();
            default -> status >= 400 && status < 500 ? Problem.of(status, "BAD_REQUEST") : internal();
        };
    }

    /** What the database says, wherever it is wrapped; the transaction is rolled back by then. */
    private static Problem nested(Throwable failure) {
        String state = sqlState(failure);
        if (state != null && state.startsWith("22")) {
            return Problem.of(400, "OVERFLOW"); // data the column cannot hold
        }
        if (failure instanceof ConcurrencyFailureException || "57014".equals(state)) {
            return Problem.busy(1);
        }
        if (failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException) {
            return unavailable();
        }
        return internal();
    }

    private static @Nullable String sqlState(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
                ? sql.getSQLState() : null;
    }

    private static Problem unavailable() {
        return Problem.of(503, "UNAVAILABLE").with("retryAfterSeconds", 2);
    }

    private static Problem internal() {
        return Problem.of(500, "INTERNAL");
    }
}
