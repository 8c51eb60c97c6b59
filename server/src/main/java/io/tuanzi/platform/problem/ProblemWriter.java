package io.tuanzi.platform.problem;

import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.platform.time.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes a problem as RFC 9457 asks, its texts in the caller's language. */
@Component
public class ProblemWriter {

    private final Phrasebook phrases = Phrasebook.open("problems");
    private final Secrets secrets;

    ProblemWriter(Secrets secrets) {
        this.secrets = secrets;
    }

    String traceId() {
        return secrets.token(9);
    }

    /** The response for a problem met while serving the request on this thread. */
    ResponseEntity<?> answer(Problem problem, String traceId) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.facts().get("retryAfterSeconds") instanceof Number seconds) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return answer.body(document(problem, Language.current(), traceId));
    }

    /** The problem document: type, title, status, detail, code, field, traceId and the facts of the problem. */
    public Map<String, Object> document(Problem problem, Language language, String traceId) {
        Map<String, Object> document = new LinkedHashMap<>(problem.facts());
        document.putIfAbsent("type", "urn:tuanzi:problem:" + problem.code());
        document.put("title", title(problem, language));
        document.put("status", problem.status());
        document.put("detail", detail(problem, language));
        document.put("code", problem.code());
        if (problem.field() != null) {
            document.put("field", problem.field());
        }
        document.put("traceId", traceId);
        return document;
    }

    /** The short text of a problem, also for lists of findings that are no HTTP answer. */
    public String title(Problem problem, Language language) {
        return phrases.say(language, problem.code() + ".title", problem.facts());
    }

    /** The long text of a problem. */
    public String detail(Problem problem, Language language) {
        Map<String, Object> values = new LinkedHashMap<>(problem.facts());
        values.put("field", problem.field() == null ? "" : problem.field());
        worded(values, "field", language);
        worded(values, "why", language);
        worded(values, "what", language);
        String text = phrases.find(language, problem.code() + ".detail", values);
        return text == null ? title(problem, language) : text;
    }

    private void worded(Map<String, Object> values, String name, Language language) {
        Object key = values.get(name);
        if (key != null) {
            String text = phrases.find(language, name + "." + key, values);
            values.put(name, text == null ? key : text);
        }
    }
}
