package io.tuanzi.backoffice;

import io.tuanzi.backoffice.MoneyChecks.MoneyCheck;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The books for staff: accounts, transfers, and whether every invariant holds.
 *
 * <p>Integrity is counted when asked, never remembered: what the page shows is what the database says now.
 */
@RestController
@RequestMapping("/api/staff")
class StaffBooks {

    /** An account explained; {@code floorMinor} is 0 where it can never go below zero, else absent. */
    record AccountRow(String account, String name, long balanceMinor, @Nullable Long floorMinor) {
    }

    record TransferRow(long transferId, Instant at, String kind, String debit, String credit, long amountMinor,
                       String ref) {
    }

    /** One invariant: how many rows break it. */
    record ViewRow(String id, String name, long rows, Instant checkedAt) {
    }

    record Integrity(List<ViewRow> views, MoneyCheck money) {
    }

    private final Ledger ledger;
    private final AccountNames names;
    private final AuditReads audits;
    private final MoneyChecks money;
    private final ShopTime time;
    private final Phrasebook invariants = Phrasebook.open("invariants");

    StaffBooks(Ledger ledger, AccountNames names, AuditReads audits, MoneyChecks money, ShopTime time) {
        this.ledger = ledger;
        this.names = names;
        this.audits = audits;
        this.money = money;
        this.time = time;
    }

    @GetMapping("/ledger/accounts")
    @Permit("LEDGER_VIEW")
    Paged<AccountRow> accounts(StaffMember staff, @RequestParam(required = false) @Nullable String prefix,
                               PageAsk page) {
        Language language = Language.current();
        return ledger.accounts(Fields.optionalText("prefix", prefix, 100), page.after(), page.limit())
                .map(row -> new AccountRow(row.account(), names.explain(row.account(), language), row.balanceMinor(),
                        row.hasFloor() ? 0L : null));
    }

    @GetMapping("/ledger/transfers")
    @Permit("LEDGER_VIEW")
    Paged<TransferRow> transfers(StaffMember staff, @RequestParam(required = false) @Nullable String account,
                                 @RequestParam(required = false) @Nullable String ref, PageAsk page) {
        page.beforeId();
        return ledger.transfers(Fields.optionalText("account", account, 100), Fields.optionalText("ref", ref, 200),
                page.after(), page.limit()).map(row -> new TransferRow(row.transferId(), row.at(), row.kind(),
                row.debit(), row.credit(), row.amountMinor(), row.ref()));
    }

    @GetMapping("/integrity")
    @Permit("LEDGER_VIEW")
    Integrity integrity(StaffMember staff) {
        Language language = Language.current();
        Instant now = time.now();
        return new Integrity(audits.count().stream().map(finding -> new ViewRow(finding.view(),
                name(language, finding.view()), finding.rows(), now)).toList(), money.now());
    }

    /** Counts again; changes nothing, so no key is kept and no reason asked. */
    @PostMapping("/integrity/check")
    @Permit("LEDGER_VIEW")
    Integrity check(StaffMember staff) {
        return integrity(staff);
    }

    private String name(Language language, String view) {
        String known = invariants.find(language, view, Map.of());
        return known == null ? invariants.say(language, "other", Map.of()) : known;
    }
}
