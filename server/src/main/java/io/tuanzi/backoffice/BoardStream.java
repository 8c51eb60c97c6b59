package io.tuanzi.backoffice;

import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.time.WallClock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Open boards on this node, told at most once a second that the log moved; they then ask for the board again. */
@Component
class BoardStream {

    private static final long OPEN_MS = 10 * 60_000L;
    private static final long BETWEEN_MS = 1_000;

    private final FactDesk facts;
    private final WallClock clock;
    private final List<SseEmitter> open = new CopyOnWriteArrayList<>();
    private final AtomicLong head = new AtomicLong();
    private final AtomicBoolean due = new AtomicBoolean();

    BoardStream(FactDesk facts, WallClock clock) {
        this.facts = facts;
        this.clock = clock;
        facts.onHead(this::moved);
    }

    SseEmitter open() {
        SseEmitter emitter = new SseEmitter(OPEN_MS);
        open.add(emitter);
        emitter.onCompletion(() -> open.remove(emitter));
        emitter.onTimeout(emitter::complete);
        emitter.onError(e -> open.remove(emitter));
        send(emitter, facts.head());
        return emitter;
    }

    private void moved(long position) {
        head.set(position);
        if (!open.isEmpty() && due.compareAndSet(false, true)) {
            Thread.ofVirtual().name("board").start(() -> {
                clock.pause(BETWEEN_MS);
                due.set(false);
                open.forEach(emitter -> send(emitter, head.get()));
            });
        }
    }

    private static void send(SseEmitter emitter, long position) {
        try {
            emitter.send(SseEmitter.event().name("board").data(Map.of("position", position)));
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }
}
