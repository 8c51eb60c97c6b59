package io.tuanzi.compliance;

/** The legal parameters: their safe default and the bounds no setting can pass. */
public enum Legal {

    /** How many people above a buyer may earn from one order; three and more is what the law calls a pyramid. */
    COMMISSION_LEVELS(Unit.LEVELS, 1, 0, 2),
    /** The most that all commissions on an order line may take of its net paid amount, in basis points. */
    COMMISSION_RATE_BP(Unit.RATE_BP, 3_000, 0, 5_000),
    /** The smallest withdrawal, in fen. */
    WITHDRAWAL_LEAST_MINOR(Unit.MINOR, 100, 1, 1_000_000),
    /** The largest single withdrawal, in fen. */
    WITHDRAWAL_MOST_MINOR(Unit.MINOR, 2_000_000, 100, 20_000_000),
    /** How many withdrawals a person may ask for on one day. */
    WITHDRAWALS_PER_DAY(Unit.TIMES, 3, 1, 10),
    /** What a person may be paid in a month before tax is withheld, in fen. */
    TAX_FREE_MINOR(Unit.MINOR, 80_000, 0, 80_000),
    /** 1 while the shop withholds tax on labour pay, 0 where the payer's bank does it. */
    TAX_WITHHELD(Unit.FLAG, 1, 0, 1),
    /** How many days before a timed price its reference price is the lowest of (PRM-07). */
    REFERENCE_PRICE_DAYS(Unit.DAYS, 30, 7, 365);

    /** What a value counts. */
    public enum Unit {
        LEVELS, TIMES, RATE_BP, MINOR, FLAG, DAYS
    }

    private final Unit unit;
    private final long usual;
    private final long least;
    private final long most;

    Legal(Unit unit, long usual, long least, long most) {
        this.unit = unit;
        this.usual = usual;
        this.least = least;
        this.most = most;
    }

    /** What its value counts. */
    public Unit unit() {
        return unit;
    }

    /** The value until someone changes it. */
    public long usual() {
        return usual;
    }

    /** The smallest value that can be set. */
    public long least() {
        return least;
    }

    /** The largest value that can be set. */
    public long most() {
        return most;
    }

    /** The nearest value within the bounds: a row changed behind the code's back still cannot pass them. */
    public long bounded(long value) {
        return Math.clamp(value, least, most);
    }
}
