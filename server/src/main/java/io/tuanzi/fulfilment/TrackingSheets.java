package io.tuanzi.fulfilment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads sheets of tracking numbers (FUL-08): CSV with the columns order no., carrier, tracking no. in any order. */
public interface TrackingSheets {

    /** The largest file, in bytes. */
    int MOST_BYTES = 2 << 20;

    /** The most rows of a file. */
    int MOST_ROWS = 2_000;

    /**
     * A row of the sheet: a parcel, or why it is none.
     *
     * @param row as people count, the header being row 1
     * @param orderNo as written
     * @param fault null when there is a parcel
     */
    record Row(int row, String orderNo, Shipments.@Nullable Parcel parcel, @Nullable Fault fault) {
    }

    /** What is wrong with a row: the column, a code, values for its text. */
    record Fault(String column, String code, Map<String, Object> values) {
    }

    /**
     * Every row of the file, none left out but blank ones. UTF-8, or GB18030 as Chinese spreadsheets save it. Refuses
     * the file as a whole with 400 SHEET_EMPTY, SHEET_ENCODING, SHEET_HEADER, SHEET_QUOTE or SHEET_TOO_LONG, and with
     * 413 when it is too large.
     */
    List<Row> read(byte[] file);
}
