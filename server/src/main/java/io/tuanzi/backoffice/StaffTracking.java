package io.tuanzi.backoffice;

import io.tuanzi.fulfilment.Shipments;
import io.tuanzi.fulfilment.Shipments.Parcel;
import io.tuanzi.fulfilment.TrackingSheets;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Ships by a sheet of tracking numbers: each row on its own, each told (FUL-08). */
@RestController
@RequestMapping("/api/staff/shipments")
class StaffTracking {

    /** What a row led to: NOTE or REFUSED, with the column and the words. */
    record Finding(int row, String column, String handle, String severity, String code, String text) {
    }

    /** What became of a sheet. */
    record Report(int applied, int refused, List<Finding> findings) {
    }

    /** Who sent the sheet, under which key, and why. */
    private record Sender(StaffMember staff, Key key, String why) {
    }

    private final TrackingSheets sheets;
    private final Shipments shipments;
    private final AuditTrail audit;
    private final Once once;
    private final Phrasebook words = Phrasebook.open("tracking");

    StaffTracking(TrackingSheets sheets, Shipments shipments, AuditTrail audit, Once once) {
        this.sheets = sheets;
        this.shipments = shipments;
        this.audit = audit;
        this.once = once;
    }

    @PostMapping(path = "/tracking.csv", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Permit("ORDER_SHIP")
    Report upload(StaffMember staff, Key key, @RequestParam MultipartFile file,
                  @RequestParam(required = false) @Nullable String reason) throws IOException {
        String why = reason == null || reason.isBlank() ? "tracking.csv" : Fields.reason(reason);
        if (file.getSize() > TrackingSheets.MOST_BYTES) {
            throw Problem.of(413, "PAYLOAD_TOO_LARGE").with("mostBytes", TrackingSheets.MOST_BYTES);
        }
        List<Finding> findings = new ArrayList<>();
        int applied = 0;
        for (TrackingSheets.Row row : sheets.read(file.getBytes())) {
            Parcel parcel = row.parcel();
            TrackingSheets.Fault fault = row.fault();
            if (parcel == null || fault != null) {
                findings.add(finding(row, fault == null ? "order_no" : fault.column(),
                        fault == null ? "OTHER" : fault.code(), fault == null ? Map.of() : fault.values()));
            } else {
                applied += ship(new Sender(staff, key, why), row, parcel, findings);
            }
        }
        return new Report(applied, (int) findings.stream().filter(f -> f.severity().equals("REFUSED")).count(),
                findings);
    }

    /** One row in its own transaction, known again by the file's key; a refusal undoes this row only. */
    private int ship(Sender by, TrackingSheets.Row row, Parcel parcel, List<Finding> findings) {
        try {
            String outcome = once.run("shipment.row", by.staff().actor(), by.key().value() + ":" + row.row(), parcel,
                    String.class, () -> ship(by, parcel, row.row()));
            if (outcome.equals("SHIPPED")) {
                return 1;
            }
            findings.add(finding(row, "tracking_no", outcome, Map.of()));
        } catch (Problem refused) {
            if (refused.code().equals("KEY_REUSED")) {
                throw refused;
            }
            Map<String, Object> facts = new HashMap<>(refused.facts());
            facts.put("code", refused.code());
            findings.add(finding(row, refused.code().equals("TRACKING_USED") ? "tracking_no" : "order_no",
                    refused.code(), facts));
        }
        return 0;
    }

    private String ship(Sender by, Parcel parcel, int row) {
        List<Shipments.Shipment> before = shipments.ofOrder(parcel.orderId());
        Shipments.Shipment done = shipments.ship(parcel, by.staff().actor());
        if (!before.isEmpty()) {
            return "SAME_PARCEL";
        }
        audit.wrote(by.staff().actor(), "order.ship", "order:" + parcel.orderId(), Map.of("shipments", before), done,
                by.why() + " (row " + row + ")");
        return "SHIPPED";
    }

    private Finding finding(TrackingSheets.Row row, String column, String code, Map<String, Object> values) {
        String known = words.find(Language.ZH, code, Map.of()) == null ? "OTHER" : code;
        boolean note = code.equals("SAME_PARCEL") || code.equals("ROW_TWICE");
        return new Finding(row.row(), column, row.orderNo(), note ? "NOTE" : "REFUSED", code,
                words.say(Language.current(), known, values));
    }
}
