package io.tuanzi.customer.internal;

import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Messages to people: sent in the sender's transaction, read on the tray in the reader's language. */
@Component
public class MessageDesk implements Messages {

    /** A message as its reader sees it. */
    public record Shown(long messageId, String kind, String title, String text, Instant at, boolean read,
                        @Nullable String link) {
    }

    /** A message as staff sees it. */
    public record Logged(long messageId, long customerId, String customer, String kind, String title, Instant at,
                         String channel, String state) {
    }

    private final MessageBook book;
    private final Ids ids;
    private final Tx tx;
    private final Phrasebook phrases = Phrasebook.open("messages");

    MessageDesk(MessageBook book, Ids ids, Tx tx) {
        this.book = book;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public void send(NewMessage message) {
        Tx.requireOpen("a message");
        if (phrases.find(Language.ZH, message.kind() + ".title", Map.of()) == null) {
            throw new IllegalArgumentException("no text for messages of kind " + message.kind());
        }
        book.insert(ids.next(), message);
    }

    /** A person's messages, newest first. */
    public Paged<Shown> tray(long customerId, PageAsk page) {
        return Paged.of(book.tray(customerId, page.beforeId(), page.limit() + 1), page.limit(),
                MessageBook.Row::messageId).map(row -> shown(row, Language.current()));
    }

    private Shown shown(MessageBook.Row row, Language language) {
        int dot = row.kind().indexOf('.');
        return new Shown(row.messageId(), dot < 0 ? row.kind() : row.kind().substring(0, dot),
                phrases.say(language, row.kind() + ".title", spoken(row, language)),
                phrases.say(language, row.kind() + ".text", spoken(row, language)), row.at(), row.read(), row.link());
    }

    /** The values of a message: {@code titleEn} speaks for {@code title} where English is read. */
    private static Map<String, Object> spoken(MessageBook.Row row, Language language) {
        Map<String, Object> values = new HashMap<>(row.params());
        if (language == Language.EN) {
            row.params().forEach((name, value) -> {
                if (name.endsWith("En")) {
                    values.put(name.substring(0, name.length() - 2), value);
                }
            });
        }
        return values;
    }

    /** What went out to anybody, newest first. */
    public Paged<Logged> log(PageAsk page) {
        return Paged.of(book.log(page.beforeId(), page.limit() + 1), page.limit(), MessageBook.Row::messageId)
                .map(row -> new Logged(row.messageId(), row.customerId(), row.nickname(), row.kind(),
                        phrases.say(Language.current(), row.kind() + ".title",
                                spoken(row, Language.current())), row.at(),
                        row.channel(), row.state()));
    }

    /** How many of a person's messages are unread, 99 at most. */
    public int unread(long customerId) {
        return book.unread(customerId);
    }

    /** Marks a person's messages up to this one as read; refuses a message that is not theirs with 404. */
    public int read(long customerId, long upTo) {
        return tx.call("customer.messages.read", () -> {
            if (!book.owns(customerId, upTo)) {
                throw Problem.notFound("message");
            }
            book.markRead(customerId, upTo);
            return book.unread(customerId);
        });
    }
}
