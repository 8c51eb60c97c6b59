package io.tuanzi.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as people write them. */
class CellsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "36.00|3600", "1,299.00|129900", "$12|1200", "US$ 12.5|1250", "¥15.9|1590", "￥１５．９|1590", "15.9元|1590",
        ".5|50", "12.|1200", "1.299,00|129900", "12,50|1250", "1,234,567.89|123456789", "0|0", "0.00|0",
        "12USD|1200", "CNY 7|700", "10.005|1001", "1 299.00|129900", "1'299.00|129900"})
    void readsPrices(String cell, long minor) {
        assertThat(Cells.price(cell, BigDecimal.ONE)).map(Cells.Price::minor).contains(minor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-5", "1.2.3", "1,2,3", "12-15", "TBD", "$", "=1+1", "1e3", "99999999999999999999",
        "10000001", "NaN", "十二"})
    void refusesWhatIsNoPrice(String cell) {
        assertThat(Cells.price(cell, BigDecimal.ONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"36.00,7.18,25848", "0.01,7.185,7", "1,0.0462,5"})
    void convertsWithTheRateHalfUp(String cell, BigDecimal rate, long minor) {
        assertThat(Cells.price(cell, rate)).map(Cells.Price::minor).contains(minor);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"10|10", "10.0|10", "-3|-3", "−3|-3", "1,000|1000", "10.7|10", "+4|4", "0|0"})
    void readsQuantities(String cell, long whole) {
        assertThat(Cells.whole(cell)).contains(whole);
    }

    @ParameterizedTest
    @CsvSource({"454,g,454", "1,kg,1000", "2,lb,907", "8,oz,227", "1.5 lb,,680", "0.5kg,g,500", "250克,,250",
        "1 斤,,500", "3.,g,3"})
    void readsWeightsInGrams(String cell, String unit, int grams) {
        assertThat(Cells.grams(cell, unit == null ? "" : unit)).contains(grams);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "＝1+1"})
    void disarmsFormulasInWhatWeWrite(String cell) {
        assertThat(Cells.forSpreadsheet(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tea", "a=b", "中文"})
    void leavesOtherCellsAlone(String cell) {
        assertThat(Cells.forSpreadsheet(cell)).isEqualTo(cell);
    }
}
