package io.tuanzi.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the console believes of the staff's API is what the shop says of itself. */
@Tag("docs")
@ShopTest(shared = true)
class StaffApiTest {

    private static final Path FILE = Repository.ROOT.resolve("console/openapi/staff.json");
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort int port;

    @Test
    void theConsolesCopyIsTheShopsOwnDescription() {
        JsonNode api = ShopClient.of(port).get("/v3/api-docs/staff").ok();
        ((ObjectNode) api).remove("servers");
        String text = shown(api, "");
        if (Repository.writing()) {
            Repository.write(FILE, text + "\n");
            return;
        }
        assertThat(Repository.read(FILE)).as("staff.json differs; run ./tuanzi docs and npm run gen:api in console")
                .isEqualTo(text + "\n");
    }

    /** One line a value, keys in order, so that a change is a short difference. */
    private static String shown(JsonNode node, String indent) {
        String deeper = indent + " ";
        if (node.isObject() && !node.isEmpty()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
            StringBuilder text = new StringBuilder("{\n");
            sorted.forEach((name, value) -> text.append(text.length() > 2 ? ",\n" : "").append(deeper)
                    .append(JSON.writeValueAsString(name)).append(": ").append(shown(value, deeper)));
            return text.append("\n").append(indent).append("}").toString();
        }
        if (node.isArray() && !node.isEmpty()) {
            StringBuilder text = new StringBuilder("[\n");
            node.forEach(value -> text.append(text.length() > 2 ? ",\n" : "").append(deeper)
                    .append(shown(value, deeper)));
            return text.append("\n").append(indent).append("]").toString();
        }
        return JSON.writeValueAsString(node);
    }
}
