package io.tuanzi.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.routes.RouteFixtures.Fixture;
import io.tuanzi.routes.RouteFixtures.Reach;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import io.tuanzi.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Every route against bad input, other people's ids, dead tokens and wrong roles: the right 4xx, and no change. */
@ShopTest(properties = "tuanzi.limits.token=1000000")
class RouteSweepTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> BAD_IDS = List.of("x", "-1", "0", "1.5", "9223372036854775807",
            "99999999999999999999", "1e3", "null", "%20", "1%00", "9".repeat(3_000));

    @Autowired BeanFactory beans;
    @Autowired TestDatabase database;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;
    @LocalServerPort int port;
    List<Route> routes = List.of();
    final List<String> faults = new ArrayList<>();

    @BeforeEach
    void list() {
        routes = Route.all(mapping);
        faults.clear();
        assertThat(routes).hasSizeGreaterThan(20);
    }

    private void expect(boolean holds, Object route, String what, Answer answer) {
        if (!holds) {
            String text = answer.text();
            faults.add(route + ": " + what + " -> " + answer.status() + " "
                    + text.substring(0, Math.min(200, text.length())));
        }
    }

    private void unchanged(Map<String, String> before, String what) {
        ShopPrint.take(database).forEach((table, print) -> {
            if (!print.equals(before.get(table))) {
                faults.add(what + " changed " + table + " from " + before.get(table) + " to " + print);
            }
        });
    }

    private void noFaults() {
        String all = String.join("\n", faults).replaceAll("[\\x00\\p{Cs}]", "?");
        assertThat(faults.size()).as("faults\n" + all.substring(0, Math.min(20_000, all.length()))).isZero();
    }

    private static boolean refused(Answer answer) {
        return answer.status() >= 400 && answer.status() < 500;
    }

    private static String path(Route route, String value) {
        String path = route.path();
        for (String name : route.variables()) {
            boolean day = route.typeOf(name) == LocalDate.class && value.equals("1");
            path = path.replace("{" + name + "}", day ? "2030-01-01" : value);
        }
        return path;
    }

    /** Sends what the route takes, as the person given, to the thing with this id. */
    private Answer send(ShopClient person, Route route, String id, Sweeps sweep) {
        if (!route.uploads()) {
            return person.send(route.method(), path(route, id), bodyOf(route, sweep));
        }
        return person.with("Content-Type", "multipart/form-data; boundary=cut")
                .send(route.method(), path(route, id), """
                --cut\r
                Content-Disposition: form-data; name="file"; filename="a.csv"\r
                Content-Type: text/csv\r
                \r
                nothing\r
                --cut--\r
                """);
    }

    private String bodyOf(Route route, Sweeps sweep) {
        Class<?> type = route.bodyType();
        return type == null ? "" : JSON.writeValueAsString(right(route, type, sweep));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> right(Route route, Class<?> type, Sweeps sweep) {
        Object body = sweep.of(route).map(Fixture::body).orElse(null);
        Object sample = body == null ? Samples.of(type) : JSON.convertValue(body, LinkedHashMap.class);
        return sample instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @Test
    void aRouteForPeopleRefusesNobodyAndDeadTokens() {
        Sweeps sweep = Sweeps.begin(port, beans);
        for (Route route : routes) {
            if (route.demands(Shopper.class)) {
                Answer nobody = send(sweep.anonymous(), route, "1", sweep);
                expect(nobody.code().equals("UNAUTHENTICATED"), route, "anonymous", nobody);
                Answer dead = send(sweep.anonymous().as("dead-token-of-someone"), route, "1", sweep);
                expect(dead.code().equals("UNAUTHENTICATED"), route, "dead token", dead);
            }
            if (route.isStaff() && !route.anonymous()) {
                Answer nobody = send(sweep.anonymous(), route, "1", sweep);
                expect(nobody.code().equals("UNAUTHENTICATED"), route, "anonymous", nobody);
                Answer shopper = send(sweep.stage().owner(), route, "1", sweep);
                expect(shopper.code().equals("UNAUTHENTICATED"), route, "a shopper's token", shopper);
            }
        }
        noFaults();
    }

    @Test
    void aStaffRouteRefusesTheWrongRoleAndAWriteWithoutItsToken() {
        Sweeps sweep = Sweeps.begin(port, beans);
        for (Route route : routes) {
            if (!route.isStaff() || route.anonymous()) {
                continue;
            }
            expectPermission(route, sweep);
            if (route.writes() && !route.path().equals("/api/staff/logout")) {
                Answer forged = send(sweep.stage().staff().with("X-CSRF-Token", "guessed"), route, "1", sweep);
                expect(forged.code().equals("CSRF"), route, "forged token", forged);
            }
        }
        noFaults();
    }

    private void expectPermission(Route route, Sweeps sweep) {
        assertThat(route.permissions().isEmpty() && !route.openToStaff())
                .as(route + " says neither @Permit nor staff.require(...) nor @OpenToStaff").isFalse();
        assertThat(route.takes(StaffMember.class)).as(route + " takes no StaffMember").isTrue();
        if (!route.permissions().isEmpty()) {
            Answer powerless = send(sweep.powerless(), route, "1", sweep);
            expect(powerless.code().equals("FORBIDDEN"), route, "without permission", powerless);
        }
    }

    @Test
    void aWriteNeedsItsKey() {
        Sweeps sweep = Sweeps.begin(port, beans);
        for (Route route : routes) {
            if (route.writes() && route.takes(Key.class)) {
                Answer answer = send(sweep.rightful(route).key(""), route, "1", sweep);
                expect(answer.code().equals("KEY_MISSING"), route, "no key", answer);
                Answer odd = send(sweep.rightful(route).key("white space!"), route, "1", sweep);
                expect(odd.status() == 400, route, "odd key", odd);
            }
        }
        noFaults();
    }

    @Test
    void idsAndParametersOfNoUseAreRefused() {
        Sweeps sweep = Sweeps.begin(port, beans);
        for (Route route : routes) {
            Map<String, String> before = ShopPrint.take(database);
            boolean number = !route.variables().isEmpty() && route.variables().stream()
                    .anyMatch(each -> route.typeOf(each) == long.class);
            if (!route.variables().isEmpty()) {
                for (String id : BAD_IDS) {
                    Answer answer = send(sweep.rightful(route), route, id, sweep);
                    expect(number ? refused(answer) : answer.status() < 500, route,
                            "id " + id.substring(0, Math.min(25, id.length())), answer);
                }
            }
            parameters(route, sweep);
            if (number || !route.writes()) {
                unchanged(before, route + " with a useless id");
            }
        }
        noFaults();
    }

    private void parameters(Route route, Sweeps sweep) {
        if (route.writes()) {
            return;
        }
        String url = sweep.of(route).map(Fixture::url).orElse(path(route, "1"));
        List<String> asked = new ArrayList<>();
        if (route.takes(PageAsk.class)) {
            for (String bad : List.of("limit=0", "limit=-1", "limit=x", "limit=101", "limit=99999999999")) {
                Answer answer = sweep.rightful(route).get(url + "?" + bad);
                expect(refused(answer), route, bad, answer);
            }
            asked.add("after");
        }
        for (MethodParameter each : route.handler().getMethodParameters()) {
            if (each.hasParameterAnnotation(RequestParam.class)) {
                asked.add(String.valueOf(each.getParameter().getName()));
            }
        }
        for (String name : asked) {
            for (String bad : List.of("x", "-1", "%00", "99999999999999999999", "%F0%9F%92%A9", "%27%22%3B--",
                    "y".repeat(5_000))) {
                Answer answer = sweep.rightful(route).get(url + "?" + name + "=" + bad);
                expect(answer.status() < 500, route, name + "=" + bad.substring(0, Math.min(25, bad.length())), answer);
            }
        }
    }

    @Test
    void aBodyOfTheWrongFormIsRefusedAndChangesNothing() {
        Sweeps sweep = Sweeps.begin(port, beans);
        for (Route route : routes) {
            Class<?> type = route.bodyType();
            if (type == null || !type.isRecord()) {
                continue;
            }
            Map<String, String> before = ShopPrint.take(database);
            String url = sweep.of(route).map(Fixture::url).orElse(path(route, "1"));
            ShopClient person = sweep.rightful(route);
            Map<String, Object> right = right(route, type, sweep);
            for (String none : List.of(route.bodyRequired() ? "" : "{", route.bodyRequired() ? "null" : "{",
                    "{", "[]", "7",
                    "\"text\"", "[".repeat(5_000))) {
                Answer answer = person.send(route.method(), url, none);
                expect(answer.status() == 400, route, "body " + none.substring(0, Math.min(9, none.length())), answer);
            }
            Answer form = person.with("Content-Type", "application/x-www-form-urlencoded")
                    .send(route.method(), url, "a=b");
            expect(form.status() == 415, route, "a form", form);
            for (Samples.Wrong wrong : Samples.wrong(type, right)) {
                Answer answer = person.send(route.method(), url, JSON.writeValueAsString(wrong.body()));
                expect(answer.status() == 400 && answer.code().equals("INVALID"), route, wrong.what(), answer);
            }
            unchanged(before, route + " with a wrong body");
        }
        noFaults();
    }

    @Test
    void valuesOutOfAllBoundsNeverBreakTheShop() {
        Sweeps sweep = Sweeps.begin(port, beans);
        for (Route route : routes) {
            Class<?> type = route.bodyType();
            if (type == null || !type.isRecord()) {
                continue;
            }
            String url = sweep.of(route).map(Fixture::url).orElse(path(route, "1"));
            for (Samples.Wrong wild : Samples.extreme(type, right(route, type, sweep))) {
                Answer answer = sweep.rightful(route).send(route.method(), url,
                        JSON.writeValueAsString(wild.body()));
                expect(answer.status() < 500 || answer.status() == 503, route, wild.what(), answer);
            }
            String huge = "{\"x\": \"" + "y".repeat(1_100_000) + "\"}";
            Answer answer = sweep.rightful(route).send(route.method(), url, huge);
            expect(answer.status() == 413, route, "1.1 MB", answer);
        }
        noFaults();
    }

    @Test
    void anotherPersonsThingsAreNotThere() {
        Sweeps sweep = Sweeps.begin(port, beans);
        List<String> unknown = new ArrayList<>();
        for (Route route : routes) {
            if (!route.path().startsWith("/api/shop/") || route.variables().isEmpty()) {
                continue;
            }
            Fixture fixture = sweep.of(route).orElse(null);
            if (fixture == null) {
                unknown.add(route.toString());
                continue;
            }
            if (fixture.reach() == Reach.OWN) {
                Map<String, String> before = ShopPrint.take(database);
                String body = fixture.body() == null ? null : JSON.writeValueAsString(fixture.body());
                Answer stranger = sweep.stranger().send(route.method(), fixture.url(), body);
                expect(stranger.status() == 404, route, "a stranger", stranger);
                unchanged(before, route + " by a stranger");
            }
        }
        noFaults();
        assertThat(unknown).as("routes with an id but without a RouteFixtures row").isEmpty();
    }

    @Test
    void theOwnerIsServedAndReadingChangesNothing() {
        Sweeps sweep = Sweeps.begin(port, beans);
        for (Route route : routes) {
            Fixture fixture = sweep.of(route).orElse(null);
            if (route.writes() || fixture == null && !route.variables().isEmpty()) {
                continue;
            }
            if (String.valueOf(route.handler().getMethod().getReturnType()).contains("SseEmitter")) {
                continue;
            }
            String url = fixture == null ? route.path() : fixture.url();
            Map<String, String> before = ShopPrint.take(database);
            Answer first = sweep.rightful(route).get(url);
            expect(first.status() < 500, route, "reading", first);
            if (fixture != null) {
                expect(first.status() == 200, route, "its owner", first);
            }
            unchanged(before, "reading " + route);
        }
        noFaults();
    }
}
