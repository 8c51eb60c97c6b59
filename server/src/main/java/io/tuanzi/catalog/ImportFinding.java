package io.tuanzi.catalog;

/**
 * Something an import tells about a cell.
 *
 * @param row row of the file as a spreadsheet counts, the header being row 1
 * @param column header of the column as the file writes it, empty for the whole row
 * @param severity {@code NOTE}, {@code CHANGED} (taken, but not as written) or {@code REFUSED}
 * @param text in the reader's language
 */
public record ImportFinding(int row, String column, String handle, String severity, String code, String text) {
}
