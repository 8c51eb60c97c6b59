package io.tuanzi.routes;

import io.tuanzi.testing.ShopClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * What a module tells the sweeps about its routes: for each route with an id one that exists, for each write a body
 * that succeeds. Any class of the tests that implements this is found; it needs a constructor without arguments.
 */
public interface RouteFixtures {

    /** Makes the things anew in the shop at hand. Each fixture must succeed however many others ran before it. */
    List<Fixture> make(Stage stage);

    /** The people of a sweep and the beans of the shop. */
    record Stage(ShopClient owner, long ownerId, ShopClient staff, BeanFactory beans) {
        public <T> T bean(Class<T> type) {
            return beans.getBean(type);
        }
    }

    /** Who may see the thing in the path. */
    enum Reach {
        /** Its owner only: anybody else must get 404. */
        OWN,
        /** Everybody who may use the route. */
        ALL
    }

    /**
     * One request that succeeds.
     *
     * @param route the path as the controller declares it, {@code /api/shop/addresses/{addressId}}
     * @param variables values of the path's variables by name
     * @param body what to send, null for nothing
     * @param audited false for the rare staff write that changes nothing of the shop, such as a check
     */
    record Fixture(String method, String route, Map<String, Object> variables, @Nullable Object body, Reach reach,
                   boolean audited) {

        public static Fixture own(String method, String route, long id, @Nullable Object body) {
            return new Fixture(method, route, first(route, id), body, Reach.OWN, true);
        }

        public static Fixture open(String method, String route, Object id, @Nullable Object body) {
            return new Fixture(method, route, first(route, id), body, Reach.ALL, true);
        }

        /** A route without a variable. */
        public static Fixture plain(String method, String route, @Nullable Object body) {
            return new Fixture(method, route, Map.of(), body, Reach.ALL, true);
        }

        public Fixture withoutAudit() {
            return new Fixture(method, route, variables, body, reach, false);
        }

        private static Map<String, Object> first(String route, Object id) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(route.substring(route.indexOf('{') + 1, route.indexOf('}')), id);
            return values;
        }

        boolean isOf(Route one) {
            return method.equals(one.method()) && route.equals(one.path());
        }

        String url() {
            String url = route;
            for (Map.Entry<String, Object> each : variables.entrySet()) {
                url = url.replace("{" + each.getKey() + "}", each.getValue().toString());
            }
            return url;
        }
    }
}
