package io.tuanzi.shopfront;

import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.facts.Recorded;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/** Open group pages on this node, told of changes from the fact log, so it works on every node. */
@Component
class GroupStreams {

    private static final long OPEN_MS = 10 * 60_000L;
    private static final int MOST_FACTS = 2_000;

    private final FactDesk facts;
    private final Groups groups;
    private final Cards cards;
    private final Map<Long, List<SseEmitter>> open = new ConcurrentHashMap<>();
    private final AtomicLong seen = new AtomicLong(-1);

    GroupStreams(FactDesk facts, Groups groups, Cards cards) {
        this.facts = facts;
        this.groups = groups;
        this.cards = cards;
        facts.onHead(this::tell);
    }

    SseEmitter open(long groupId) {
        SseEmitter emitter = new SseEmitter(OPEN_MS);
        List<SseEmitter> of = open.computeIfAbsent(groupId, g -> new CopyOnWriteArrayList<>());
        of.add(emitter);
        Runnable gone = () -> {
            of.remove(emitter);
            open.computeIfPresent(groupId, (g, list) -> list.isEmpty() ? null : list);
        };
        emitter.onCompletion(gone);
        emitter.onTimeout(emitter::complete);
        emitter.onError(e -> gone.run());
        groups.group(groupId).ifPresent(view -> send(emitter, view));
        return emitter;
    }

    private void tell(long head) {
        long from = seen.getAndSet(head);
        if (open.isEmpty() || from < 0) {
            return;
        }
        Set<Long> moved = facts.since(from, MOST_FACTS).stream().filter(f -> "group".equals(f.aggregate()))
                .map(Recorded<JsonNode>::aggregateId).filter(open::containsKey).collect(Collectors.toSet());
        groups.groups(moved).forEach(view -> open.getOrDefault(view.groupId(), List.of())
                .forEach(emitter -> send(emitter, view)));
    }

    private void send(SseEmitter emitter, GroupView view) {
        Cards.GroupCard card = cards.groups(List.of(view), 0, Locale.CHINESE).getFirst();
        try {
            emitter.send(SseEmitter.event().name("group").id(Integer.toString(view.version())).data(Map.of(
                    "groupId", view.groupId(), "state", view.state(), "paid", view.paid(), "held", view.held(),
                    "size", view.size(), "version", view.version(), "seats", card.seats())));
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }
}
