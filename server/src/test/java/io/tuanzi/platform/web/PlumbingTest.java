package io.tuanzi.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.tuanzi.platform.problem.ProblemKit;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlumbingTest {

    private static final JsonMapper JSON = new JsonMapper();
    private final MockMvc mvc = mvc();

    enum Colour { RED, GREEN }

    record Line(long skuId, int quantity) {
    }

    record Ask(String name, List<Line> lines, Colour colour, @Nullable String note, boolean gift,
               @Nullable List<Long> ids) {
    }

    @RestController
    static class Pages {
        @GetMapping("/api/shop/open")
        Map<String, Object> open(Optional<Shopper> shopper) {
            return Map.of("who", shopper.map(Shopper::actor).orElse("nobody"));
        }

        @GetMapping("/api/shop/things/{thingId}")
        long thing(Shopper shopper, @PathVariable long thingId, @RequestParam int size) {
            return Math.multiplyExact(thingId, size);
        }

        @GetMapping("/api/shop/list")
        PageAsk list(@Nullable Shopper shopper, PageAsk page) {
            return page;
        }

        @PostMapping("/api/shop/things")
        Ask write(Shopper shopper, Key key, @RequestBody Ask ask) {
            return ask;
        }

        @PostMapping("/api/shop/broken")
        void broken() {
            throw new IllegalStateException("secret of the house");
        }

        @GetMapping("/api/staff/secret")
        @Permit("ORDER_VIEW")
        String secret(StaffMember staff) {
            return staff.username();
        }

        @PostMapping("/api/staff/secret")
        @Permit("ORDER_SHIP")
        String ship(StaffMember staff) {
            return staff.username();
        }

        @PostMapping("/api/staff/login")
        @OpenToStaff(anonymous = true)
        String login() {
            return "in";
        }
    }

    private static MockMvc mvc() {
        ShopperDoor shoppers = token -> token.equals("good") ? Optional.of(new Shopper(7)) : Optional.empty();
        StaffDoor staff = token -> token.equals("staff")
                ? Optional.of(new StaffDoor.Session(new StaffMember(1, "wang", Set.of("ORDER_VIEW")), "csrf"))
                : Optional.empty();
        StaticListableBeanFactory beans =
                new StaticListableBeanFactory(Map.of("shoppers", shoppers, "staff", staff));
        var languages = new org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver();
        languages.setSupportedLocales(List.of(Locale.CHINESE, Locale.ENGLISH));
        languages.setDefaultLocale(Locale.CHINESE);
        return MockMvcBuilders.standaloneSetup(new Pages())
                .setCustomArgumentResolvers(new WebArguments(beans.getBeanProvider(ShopperDoor.class)).all()
                        .toArray(new org.springframework.web.method.support.HandlerMethodArgumentResolver[0]))
                .addMappedInterceptors(new String[] {"/api/staff/**"},
                        new StaffGate(beans.getBeanProvider(StaffDoor.class)))
                .setControllerAdvice(ProblemKit.advice())
                .setMessageConverters(new JacksonJsonHttpMessageConverter(StrictJson.mapper()))
                .setLocaleResolver(languages)
                .addFilters(new BodyLimit())
                .build();
    }

    private MockHttpServletResponse send(AbstractMockHttpServletRequestBuilder<?> request) {
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private MockHttpServletResponse write(String body) {
        return send(post("/api/shop/things").header("Authorization", "Bearer good")
                .header("Idempotency-Key", "key-12345").contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private static JsonNode problem(MockHttpServletResponse response, int status, String code) {
        assertThat(response.getStatus()).as(text(response)).isEqualTo(status);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        JsonNode body = JSON.readTree(response.getContentAsByteArray());
        assertThat(body.path("code").asString()).as(text(response)).isEqualTo(code);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("traceId").asString()).isNotBlank();
        assertThat(body.path("title").asString()).isNotBlank().doesNotContain("{").doesNotContain(code);
        assertThat(body.path("detail").asString()).isNotBlank().doesNotContain("{");
        return body;
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static final String GOOD = """
            {"name": "x", "lines": [{"skuId": 1, "quantity": 2}], "colour": "RED", "gift": false}""";

    @Test
    void aGoodRequestIsTakenAndWhatIsNullableMayBeLeftOut() {
        assertThat(write(GOOD).getStatus()).isEqualTo(200);
        assertThat(write(GOOD.replace("\"x\"", "\"团子\"")).getContentAsByteArray()).contains("团子".getBytes(
                java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "name": "x"     | "name": 5              | name
            "name": "x"     | "name": null           | name
            "name": "x"     | "note": "x"            | name
            "name": "x"     | "name": "x", "name":"y"| body
            "name": "x"     | "name": "a\\u0000b"    | name
            "name": "x"     | "name": "a\\ud800b"    | name
            "name": "x"     | "name": "x", "role": 1 | role
            "skuId": 1      | "skuId": "1"           | lines[0].skuId
            "skuId": 1      | "skuId": 1.5           | lines[0].skuId
            "skuId": 1      | "skuId": 1e3           | lines[0].skuId
            "skuId": 1      | "skuId": null          | lines[0].skuId
            "skuId": 1,     |                        | lines[0].skuId
            "skuId": 1      | "skuId": true          | lines[0].skuId
            "skuId": 1      | "skuId": 99999999999999999999 | lines[0].skuId
            "quantity": 2   | "quantity": 2147483648 | lines[0].quantity
            "RED"           | "BLUE"                 | colour
            "RED"           | 0                      | colour
            "gift": false   | "gift": "no"           | gift
            "gift": false   | "gift": 0              | gift
            "gift": false   | "gift": false, "ids": [null] | ids[0]
            "gift": false   | "gift": false, "ids": ["1"] | ids[0]
            "lines": [      | "lines": [null,        | lines[0]
            """, quoteCharacter = '^')
    void aFieldOfTheWrongKindIsRefusedByName(String good, @Nullable String bad, String field) {
        JsonNode body = problem(write(GOOD.replace(good, bad == null ? "" : bad)), 400, "INVALID");
        assertThat(body.path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{", "[]", "null", "''", "{} {}", "\"text\""})
    void whatIsNoObjectIsRefused(String body) {
        problem(write(body), 400, "INVALID");
    }

    @Test
    void aDeepOrHugeBodyIsRefused() {
        problem(write("{\"name\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"), 400, "INVALID");
        problem(write("{\"name\": \"" + "x".repeat(BodyLimit.MOST_BYTES) + "\"}"), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void parametersAreRefusedByName() {
        var url = get("/api/shop/things/7").header("Authorization", "Bearer good");
        assertThat(problem(send(url), 400, "INVALID").path("field").asString()).isEqualTo("size");
        problem(send(get("/api/shop/things/x?size=1").header("Authorization", "Bearer good")), 400, "INVALID");
        problem(send(get("/api/shop/things/9223372036854775807?size=2").header("Authorization", "Bearer good")),
                400, "OVERFLOW");
        problem(send(get("/api/shop/list?limit=1000000000")), 400, "INVALID");
        problem(send(get("/api/shop/list?limit=x")), 400, "INVALID");
        assertThat(send(get("/api/shop/list?limit=7&after=12")).getStatus()).isEqualTo(200);
    }

    @Test
    void aWriteNeedsAKeyAndAShopper() {
        var anonymous = post("/api/shop/things").contentType(MediaType.APPLICATION_JSON).content(GOOD);
        problem(send(anonymous), 401, "UNAUTHENTICATED");
        problem(send(anonymous.header("Authorization", "Bearer good")), 400, "KEY_MISSING");
        problem(send(anonymous.header("Idempotency-Key", "short")), 400, "INVALID");
    }

    @Test
    void aPageThatIsOpenTakesADeadTokenForNobody() {
        assertThat(text(send(get("/api/shop/open").header("Authorization", "Bearer dead")))).contains("nobody");
        assertThat(text(send(get("/api/shop/open").header("Authorization", "Bearer good")))).contains("shopper:7");
        assertThat(text(send(get("/api/shop/open")))).contains("nobody");
    }

    @Test
    void theProblemSpeaksTheCallersLanguage() {
        assertThat(problem(write("{"), 400, "INVALID").path("title").asString()).isEqualTo("填写有误");
        var english = post("/api/shop/things").header("Authorization", "Bearer good")
                .header("Idempotency-Key", "key-12345").header("Accept-Language", "en-GB,fr;q=0.5")
                .contentType(MediaType.APPLICATION_JSON).content("{");
        assertThat(problem(send(english), 400, "INVALID").path("detail").asString())
                .isEqualTo("body: not valid JSON");
    }

    @Test
    void anUnknownFailureTellsNothingButATrace() {
        var response = send(post("/api/shop/broken"));
        problem(response, 500, "INTERNAL");
        assertThat(text(response)).doesNotContain("secret").doesNotContain("Exception").doesNotContain("io.tuanzi");
    }

    @Test
    void wrongRoutesMethodsAndMediaAreToldApart() {
        problem(send(get("/api/shop/broken")), 405, "METHOD_NOT_ALLOWED");
        problem(send(post("/api/shop/things").header("Authorization", "Bearer good")
                .header("Idempotency-Key", "key-12345").contentType(MediaType.TEXT_PLAIN).content("x")),
                415, "MEDIA_TYPE");
    }

    @Test
    void theStaffGateAsksForASessionAPermissionAndOnWritesTheCsrfToken() {
        Cookie cookie = new Cookie(StaffDoor.COOKIE, "staff");
        problem(send(get("/api/staff/secret")), 401, "UNAUTHENTICATED");
        problem(send(get("/api/staff/secret").cookie(new Cookie(StaffDoor.COOKIE, "old"))), 401, "UNAUTHENTICATED");
        assertThat(send(get("/api/staff/secret").cookie(cookie)).getStatus()).isEqualTo(200);
        problem(send(post("/api/staff/secret").cookie(cookie)), 403, "CSRF");
        problem(send(post("/api/staff/secret").cookie(cookie).header("X-CSRF-Token", "wrong")), 403, "CSRF");
        problem(send(post("/api/staff/secret").cookie(cookie).header("X-CSRF-Token", "csrf")), 403, "FORBIDDEN");
        assertThat(send(post("/api/staff/login")).getStatus()).isEqualTo(200);
        problem(send(post("/api/staff/login").header("Sec-Fetch-Site", "cross-site")), 403, "CSRF");
    }
}
