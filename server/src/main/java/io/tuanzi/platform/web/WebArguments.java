package io.tuanzi.platform.web;

import io.tuanzi.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers their {@link Shopper}, {@link StaffMember}, {@link Key} and {@link PageAsk}. */
@Component
class WebArguments {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final ObjectProvider<ShopperDoor> shoppers;

    WebArguments(ObjectProvider<ShopperDoor> shoppers) {
        this.shoppers = shoppers;
    }

    List<HandlerMethodArgumentResolver> all() {
        return List.of(
                new Given(Shopper.class, this::shopper),
                new Given(StaffMember.class, WebArguments::staff),
                new Given(Key.class, WebArguments::key),
                new Given(PageAsk.class, WebArguments::page));
    }

    /** Nobody, or the shopper of the token; a token that no longer lives is nobody. */
    private @Nullable Shopper shopper(HttpServletRequest request) {
        String token = Callers.bearer(request);
        if (token == null) {
            return null;
        }
        ShopperDoor door = shoppers.getIfAvailable();
        return door == null ? null : door.shopper(token).orElse(null);
    }

    private static @Nullable StaffMember staff(HttpServletRequest request) {
        return request.getAttribute(StaffGate.MEMBER) instanceof StaffMember member ? member : null;
    }

    private static Key key(HttpServletRequest request) {
        String value = request.getHeader("Idempotency-Key");
        if (value == null || value.isBlank()) {
            throw Problem.of(400, "KEY_MISSING");
        }
        if (!KEY.matcher(value).matches()) {
            throw Problem.invalid("Idempotency-Key", "form");
        }
        return new Key(value);
    }

    private static PageAsk page(HttpServletRequest request) {
        String after = request.getParameter("after");
        if (after != null && after.length() > 200) {
            throw Problem.invalid("after", "cursor");
        }
        int limit = PageAsk.DEFAULT;
        String asked = request.getParameter("limit");
        if (asked != null) {
            try {
                limit = Integer.parseInt(asked);
            } catch (NumberFormatException e) {
                throw Problem.invalid("limit", "number");
            }
        }
        return new PageAsk(after == null || after.isBlank() ? null : after,
                Fields.range("limit", limit, 1, PageAsk.MOST));
    }

    /** Resolves a type, {@code Optional} of it, or it with {@code @Nullable}. */
    private record Given(Class<?> type, Function<HttpServletRequest, @Nullable Object> read)
            implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.nestedIfOptional().getNestedParameterType() == type;
        }

        @Override
        public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                NativeWebRequest request, @Nullable WebDataBinderFactory binder) {
            HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
            Object value = http == null ? null : read.apply(http);
            if (parameter.getParameterType() == Optional.class) {
                return Optional.ofNullable(value);
            }
            if (value == null && !parameter.isOptional()) {
                throw Problem.of(401, "UNAUTHENTICATED");
            }
            return value;
        }
    }
}
