package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.Money;
import io.tuanzi.platform.text.Language;
import java.util.ArrayList;
import java.util.List;

/** Says of one line in one sentence how its price came about. */
public final class LineStory {

    private LineStory() {}

    /** The sentence, such as {@code 标价 ¥100.00，「第2件半价」减 ¥50.00，实付 ¥50.00}; refuses no line of the quote. */
    public static String of(Quote quote, QuoteLine line, Language language) {
        List<String> parts = new ArrayList<>();
        parts.add(language.pick("标价 ", "List price ") + Money.format(line.listMinor()));
        for (Share share : line.shares()) {
            Reason reason = quote.reasons().stream().filter(each -> each.id().equals(share.reasonId())).findFirst()
                    .orElseThrow();
            String off = Money.format(share.amountMinor());
            parts.add(language.pick("「" + reason.nameZh() + "」减 " + off, off + " off by \"" + reason.nameEn() + "\""));
        }
        if (!line.shares().isEmpty()) {
            parts.add(language.pick("实付 ", "to pay ") + Money.format(line.payableMinor()));
        }
        return String.join(language.pick("，", ", "), parts);
    }
}
