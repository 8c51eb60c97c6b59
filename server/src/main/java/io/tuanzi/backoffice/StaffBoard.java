package io.tuanzi.backoffice;

import io.tuanzi.backoffice.BoardFigures.HourPoint;
import io.tuanzi.backoffice.BoardFigures.Shown;
import io.tuanzi.backoffice.BoardFigures.Step;
import io.tuanzi.backoffice.BoardNews.Alert;
import io.tuanzi.backoffice.BoardRange.Span;
import io.tuanzi.backoffice.FactTexts.Sentence;
import io.tuanzi.backoffice.MoneyChecks.MoneyCheck;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.shopfront.Cards;
import io.tuanzi.shopfront.Cards.GroupCard;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live board: what happened in a time, what runs now, and whether the money is right. */
@RestController
@RequestMapping("/api/staff/board")
class StaffBoard {

    /** The whole page; {@code asOf} is shop time, {@code lagMs} how far the numbers are behind the facts. */
    record Board(Instant asOf, long lagMs, List<Shown> metrics, List<HourPoint> gmvByHour, List<Step> funnel,
                 List<GroupCard> groups, int runningGroups, MoneyCheck money, List<Alert> alerts,
                 List<Sentence> recent) {
    }

    private static final int MOST_GROUPS = 100;
    private static final int SHOWN_GROUPS = 12;

    private final BoardFigures figures;
    private final BoardNews news;
    private final BoardStream stream;
    private final MoneyChecks money;
    private final Groups groups;
    private final Cards cards;
    private final ShopTime time;

    StaffBoard(BoardFigures figures, BoardNews news, BoardStream stream, MoneyChecks money, Groups groups,
               Cards cards, ShopTime time) {
        this.figures = figures;
        this.news = news;
        this.stream = stream;
        this.money = money;
        this.groups = groups;
        this.cards = cards;
        this.time = time;
    }

    @GetMapping
    @Permit("BOARD_VIEW")
    Board board(StaffMember staff, @RequestParam(defaultValue = "TODAY") BoardRange range) {
        Language language = Language.current();
        Instant now = time.now();
        Span span = range.span(now, time.zone());
        long lagMs = news.lagMs(now);
        List<Shown> metrics = figures.metrics(span, language);
        MoneyCheck check = money.lately();
        return new Board(now, lagMs, metrics, figures.curve(range, now, time.zone()), figures.funnel(span, language),
                cards.groups(running(now), 0, language.locale()), groups.running(), check,
                news.alerts(metrics, check, language), news.recent(language));
    }

    private List<GroupView> running(Instant now) {
        return groups.groups("OPEN", null, MOST_GROUPS).items().stream().filter(g -> g.expiresAt().isAfter(now))
                .sorted(Comparator.comparing(GroupView::expiresAt)).limit(SHOWN_GROUPS).toList();
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Permit("BOARD_VIEW")
    SseEmitter stream(StaffMember staff) {
        return stream.open();
    }
}
