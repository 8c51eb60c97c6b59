package io.tuanzi.fulfilment.internal;

import io.tuanzi.fulfilment.Shipments.Parcel;
import io.tuanzi.fulfilment.TrackingSheets;
import io.tuanzi.order.OrderNo;
import io.tuanzi.platform.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads sheets of tracking numbers; each row is a parcel or says why not. */
@Component
class SheetReader implements TrackingSheets {

    private static final String ORDER = "order_no";
    private static final String CARRIER = "carrier";
    private static final String NUMBER = "tracking_no";

    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("order_no", ORDER),
            Map.entry("order no", ORDER), Map.entry("order", ORDER), Map.entry("orderno", ORDER),
            Map.entry("订单号", ORDER), Map.entry("订单编号", ORDER),
            Map.entry("carrier", CARRIER), Map.entry("物流公司", CARRIER), Map.entry("快递公司", CARRIER),
            Map.entry("tracking_no", NUMBER), Map.entry("tracking no", NUMBER), Map.entry("trackingno", NUMBER),
            Map.entry("tracking number", NUMBER), Map.entry("运单号", NUMBER), Map.entry("快递单号", NUMBER),
            Map.entry("物流单号", NUMBER));

    private static final Pattern TRACKING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{5,39}");
    private static final Pattern ROUNDED = Pattern.compile("\\d(\\.\\d+)?[eE]\\+\\d+");
    private static final Pattern FORMULA = Pattern.compile("[=+@\\-].*", Pattern.DOTALL);

    @Override
    public List<Row> read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Problem.of(413, "PAYLOAD_TOO_LARGE").with("mostBytes", MOST_BYTES);
        }
        String text = text(file);
        if (text.isBlank()) {
            throw Problem.of(400, "SHEET_EMPTY");
        }
        List<CSVRecord> records = records(text);
        Map<String, Integer> columns = columns(records.getFirst());
        Map<String, Parcel> seen = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (CSVRecord record : records.subList(1, records.size())) {
            if (record.stream().allMatch(String::isBlank)) {
                continue;
            }
            Row row = row((int) record.getRecordNumber(), record, columns);
            Parcel parcel = row.parcel();
            Parcel twin = parcel == null ? null : seen.putIfAbsent(Long.toString(parcel.orderId()), parcel);
            rows.add(twin == null ? row : fault(row.row(), row.orderNo(), ORDER,
                    twin.equals(parcel) ? "ROW_TWICE" : "ORDER_TWICE", row.orderNo()));
        }
        return rows;
    }

    private static String text(byte[] file) {
        String text;
        try {
            text = decode(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            try {
                text = decode(file, Charset.forName("GB18030"));
            } catch (CharacterCodingException neither) {
                throw Problem.of(400, "SHEET_ENCODING");
            }
            if (!text.codePoints().allMatch(SheetReader::chinese)) {
                throw Problem.of(400, "SHEET_ENCODING");
            }
        }
        if (text.indexOf('\0') >= 0) {
            throw Problem.of(400, "SHEET_ENCODING");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String decode(byte[] file, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(file)).toString();
    }

    /** What a sheet of carriers may hold besides ASCII: Chinese, its punctuation, full-width forms. */
    private static boolean chinese(int point) {
        return point < 0x80 || point >= 0x4E00 && point <= 0x9FFF || point >= 0x3000 && point <= 0x303F
                || point >= 0xFF00 && point <= 0xFFEF;
    }

    private static List<CSVRecord> records(String text) {
        String header = text.lines().findFirst().orElse("");
        char delimiter = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        List<CSVRecord> records = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord record : parser) {
                records.add(record);
                if (records.size() > MOST_ROWS + 1) {
                    throw Problem.of(400, "SHEET_TOO_LONG").with("most", MOST_ROWS);
                }
            }
        } catch (IOException | UncheckedIOException broken) {
            throw Problem.of(400, "SHEET_QUOTE").with("row", records.size() + 1);
        }
        return records;
    }

    private static Map<String, Integer> columns(CSVRecord header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String known = NAMES.get(header.get(i).strip().toLowerCase(Locale.ROOT));
            if (known != null) {
                columns.putIfAbsent(known, i);
            }
        }
        for (String needed : List.of(ORDER, CARRIER, NUMBER)) {
            if (!columns.containsKey(needed)) {
                throw Problem.of(400, "SHEET_HEADER").with("missing", needed);
            }
        }
        return columns;
    }

    private static Row row(int no, CSVRecord record, Map<String, Integer> columns) {
        String orderNo = cell(record, columns.get(ORDER));
        String carrier = cell(record, columns.get(CARRIER));
        String number = cell(record, columns.get(NUMBER)).replace(" ", "");
        String shown = orderNo.length() > 40 ? orderNo.substring(0, 40) : orderNo;
        for (Map.Entry<String, String> each : List.of(Map.entry(ORDER, orderNo), Map.entry(CARRIER, carrier),
                Map.entry(NUMBER, number))) {
            if (each.getValue().isEmpty()) {
                return fault(no, shown, each.getKey(), "CELL_EMPTY", "");
            }
            if (FORMULA.matcher(each.getValue()).matches()) {
                return fault(no, shown, each.getKey(), "CELL_FORMULA", each.getValue());
            }
        }
        OptionalLong orderId = OrderNo.parse(orderNo);
        if (orderId.isEmpty()) {
            return fault(no, shown, ORDER, "ORDER_NO_WRONG", orderNo);
        }
        if (carrier.length() > 40 || carrier.codePoints().anyMatch(Character::isISOControl)) {
            return fault(no, shown, CARRIER, "CARRIER_WRONG", carrier);
        }
        if (ROUNDED.matcher(number).matches()) {
            return fault(no, shown, NUMBER, "NUMBER_ROUNDED", number);
        }
        if (!TRACKING.matcher(number).matches()) {
            return fault(no, shown, NUMBER, "NUMBER_WRONG", number);
        }
        return new Row(no, shown, new Parcel(orderId.getAsLong(), carrier, number), null);
    }

    private static String cell(CSVRecord record, @Nullable Integer column) {
        return column == null || column >= record.size() ? "" : record.get(column).strip();
    }

    private static Row fault(int row, String orderNo, String column, String code, String value) {
        return new Row(row, orderNo, null, new Fault(column, code,
                Map.of("value", value.length() > 60 ? value.substring(0, 60) : value)));
    }
}
