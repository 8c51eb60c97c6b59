package io.tuanzi.platform.once;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code platform.once}. */
@Component
class OnceDesk implements Once {

    private record Stored(byte[] bodyHash, @org.jspecify.annotations.Nullable String response) {
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Tx tx;

    OnceDesk(JdbcClient jdbc, JsonMapper json, Tx tx) {
        this.jdbc = jdbc;
        this.json = json;
        this.tx = tx;
    }

    @Override
    public <T> T run(String scope, String actor, String key, Object body, Class<T> type, Supplier<T> work) {
        byte[] hash = sha256(json.writeValueAsString(body));
        // a scope may name the thing it is about, a transaction's name may not
        return tx.call("once." + scope.replaceFirst(":.*", ""), () -> {
            // waits for a twin in flight: the insert blocks until the other transaction ends
            int inserted = jdbc.sql("""
                    INSERT INTO platform.once (scope, actor, key, body_hash) VALUES (:s, :a, :k, :h)
                    ON CONFLICT DO NOTHING""")
                    .param("s", scope).param("a", actor).param("k", key).param("h", hash).update();
            if (inserted == 0) {
                return replay(scope, actor, key, hash, type);
            }
            T answer = work.get();
            jdbc.sql("""
                    UPDATE platform.once SET response = :r::jsonb
                     WHERE scope = :s AND actor = :a AND key = :k""")
                    .param("r", json.writeValueAsString(answer)).param("s", scope).param("a", actor).param("k", key)
                    .update();
            return answer;
        });
    }

    private <T> T replay(String scope, String actor, String key, byte[] hash, Class<T> type) {
        Stored stored = jdbc.sql("""
                SELECT body_hash, response::text FROM platform.once WHERE scope = :s AND actor = :a AND key = :k""")
                .param("s", scope).param("a", actor).param("k", key)
                .query((rs, n) -> new Stored(rs.getBytes(1), rs.getString(2))).single();
        if (!MessageDigest.isEqual(stored.bodyHash, hash)) {
            throw Problem.of(422, "KEY_REUSED");
        }
        return json.readValue(String.valueOf(stored.response), type);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
