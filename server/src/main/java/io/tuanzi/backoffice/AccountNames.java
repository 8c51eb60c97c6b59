package io.tuanzi.backoffice;

import io.tuanzi.order.OrderNo;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Explains what stands on an account, by the part of its name before the slash. */
@Component
class AccountNames {

    private final Phrasebook phrases = Phrasebook.open("accounts");

    String explain(String account, Language language) {
        int slash = account.indexOf('/');
        String kind = slash < 0 ? account : account.substring(0, slash);
        String id = slash < 0 ? "" : account.substring(slash + 1);
        Map<String, Object> values = new HashMap<>(Map.of("id", id));
        if (id.matches("[0-9]{1,18}")) {
            values.put("orderNo", OrderNo.of(Long.parseLong(id)));
        }
        String text = phrases.find(language, "class." + kind, values);
        return text == null ? phrases.say(language, "other", values) : text;
    }
}
