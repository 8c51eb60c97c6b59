package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws the golden carts that nobody worked by hand: small ones, readable, the same from the same seed every time. What
 * is drawn is only the question; the engine's answer is kept beside it and looked through by people.
 */
final class GoldenDraw {

    private static final int FIRST = 101;
    private static final int EACH = 12;
    private static final String[] SKUS = {"110", "111", "120", "210", "220", "310"};
    private static final String[] PRICES = {"0.01", "0.99", "3.33", "9.90", "12.80", "19.99", "25.00", "33.40",
            "66.66", "99.00", "128.00"};
    private static final String[] AMOUNTS = {"0.01", "1.00", "3.33", "5.00", "9.99", "10.00", "20.00", "50.00"};
    private static final String[] RATES = {"0.01%", "5%", "10%", "12.34%", "15%", "20%", "33.33%", "50%", "100%"};
    private static final String[] SPENDS = {"9.90", "25.00", "39.99", "59.00", "88.00", "100.00", "199.99"};
    private static final String[] ON = {"category=1", "category=1+2", "product=11", "sku=110+210", "all/except=12"};
    private static final String[] REGIONS = {"440106", "440106", "650102", "810000", "unknown"};
    private static final String FREIGHT = "zone * 1000/10.00 + 500/2.00; zone 65 1000/20.00 + 500/8.00; unserved 81";

    private static final Map<String, String> PLAYS = plays();

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();
    private int lines;
    private int units;
    private final List<String> returns = new ArrayList<>();
    private String group = "";

    private GoldenDraw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private static Map<String, String> plays() {
        Map<String, String> plays = new LinkedHashMap<>();
        plays.put("group-price", "拼团价 / Group price");
        plays.put("percent", "打折 / Percentage off");
        plays.put("amount", "立减 / Amount off");
        plays.put("threshold", "满减 / Full reduction");
        plays.put("ladder", "阶梯满减 / Full reduction by steps");
        plays.put("every-step", "每满减 / Full reduction every so much");
        plays.put("nth-unit", "第N件优惠 / N-th unit for less");
        plays.put("n-for-price", "N件一口价 / N for a price");
        plays.put("buy-get", "买赠 / Buy and get");
        plays.put("bundle", "套装价 / Set price");
        plays.put("add-on", "加价购 / Add-on purchase");
        plays.put("member-price", "会员价 / Member price");
        plays.put("gift", "赠品 / Gift");
        plays.put("coupon", "优惠券 / Coupons");
        plays.put("free-shipping", "包邮 / Free shipping");
        plays.put("freight", "运费模板 / Freight templates");
        plays.put("stacking", "叠加与互斥 / Stacking and exclusion");
        plays.put("floor", "最低售价 / Floor");
        plays.put("budget", "预算 / Budget");
        plays.put("limit", "每人限次 / Limit per person");
        plays.put("schedule", "时间窗 / Schedule");
        plays.put("seed", "种子用户8折 / Seed users' 20 % off");
        return plays;
    }

    /** Every drawn cart's question by the path of its file. */
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        int play = 0;
        for (Map.Entry<String, String> entry : PLAYS.entrySet()) {
            play++;
            for (int n = 0; n < EACH; n++) {
                GoldenDraw draw = new GoldenDraw(play * 1_000L + n);
                all.put(entry.getKey() + "/" + (FIRST + n) + "-drawn.txt", draw.cart(entry.getKey(),
                        entry.getValue()));
            }
        }
        return all;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private boolean in(int chances) {
        return random.nextInt(chances) == 0;
    }

    private String maybe(int chances, String words) {
        return in(chances) ? words : "";
    }

    private void say(String line) {
        text.append(line).append('\n');
    }

    private String cart(String play, String title) {
        goods(play);
        rules(play);
        if (play.equals("group-price") || play.equals("seed") || play.equals("member-price") && in(2)) {
            say("bought: group of " + (2 + random.nextInt(4)) + group);
        }
        if (play.equals("seed") || play.equals("member-price") && !in(4)) {
            say("buyer: seed");
        }
        if (!play.equals("coupon") && in(4)) {
            say("rule 70: coupon: " + one("off " + one(AMOUNTS), "percent " + one(RATES))
                    + maybe(2, "; when spend " + one(SPENDS)));
            say("coupon 701: rule 70");
        }
        if (!play.equals("freight") && !play.equals("free-shipping") && in(4)) {
            say("freight 1: weight; " + maybe(2, "free-over " + one(SPENDS) + "; ") + FREIGHT);
        }
        if (in(3)) {
            say("to: " + one(REGIONS));
        }
        if (in(2)) {
            say("returns: " + String.join(", ", returns) + maybe(3, " priced again"));
        }
        String[] names = title.split(" / ");
        return "title: " + names[0] + "，" + lines + " 行 " + units + " 件 / " + names[1] + ", " + lines
                + (lines == 1 ? " line, " : " lines, ") + units + (units == 1 ? " unit" : " units") + "\n" + text;
    }

    private void goods(String play) {
        lines = 1 + random.nextInt(4);
        for (int no = 1; no <= lines; no++) {
            String sku = one(SKUS);
            int quantity = in(15) ? Integer.parseInt(one("37", "37", "999")) : 1 + random.nextInt(4);
            units += quantity;
            say("line " + no + ": sku " + sku + " x" + quantity + " @ " + one(PRICES)
                    + (play.equals("floor") && !in(3) ? " floor " + one("0.01", "3.00", "9.90", "60.00") : "")
                    + maybe(6, " weight " + one("0", "1", "500", "1250")));
            if (!in(4) && !group.contains(" " + sku + " at")) {
                group += ", " + sku + " at " + one("0.00", "0.50", "2.99", "8.80", "30.00", "99.00");
            }
            int first = 1 + random.nextInt(quantity);
            returns.add(random.nextInt(returns.size() + 1), no + " x" + first);
            if (first < quantity) {
                returns.add(no + " x" + (quantity - first));
            }
        }
    }

    private String when() {
        return maybe(3, "; when spend " + one(SPENDS) + maybe(3, " " + one(ON)));
    }

    private void rules(String play) {
        String on = in(2) ? "" : "; on " + one(ON);
        String most = maybe(3, "; most " + one("1", "2", "3"));
        switch (play) {
            case "group-price" -> { }
            case "percent" -> say("rule 5: " + one("line", "order") + ": percent " + one(RATES)
                    + maybe(3, "; cap " + one(AMOUNTS)) + on + when());
            case "amount" -> say("rule 5: " + one("line", "order") + ": off " + one(AMOUNTS) + on + when());
            case "threshold" -> say("rule 5: order: off " + one(AMOUNTS) + on + "; when spend " + one(SPENDS)
                    + maybe(3, " and units 3") + maybe(4, " and any(alone | first-order)"));
            case "ladder" -> say("rule 5: order: ladder " + one("25.00-1.00 50.00-5.00", "100.00-10.00 200.00-30.00",
                    "10.00-0.99 33.33-3.33 66.66-6.66") + on);
            case "every-step" -> say("rule 5: order: every " + one("10.00-1.00", "33.33-3.33", "100.00-10.00")
                    + maybe(2, "; cap " + one("10.00", "20.00")) + on);
            case "nth-unit" -> say("rule 5: line: nth " + one("2", "2", "3", "4") + " " + one(RATES) + on + most);
            case "n-for-price" -> say("rule 5: line: set " + one("5.00", "19.90", "66.00", "99.00") + "; of "
                    + one("2", "3") + " " + one("all", ON[random.nextInt(ON.length)]) + most);
            case "buy-get" -> say("rule 5: line: buy " + one("1", "2") + " get " + one("1", "1", "2") + " "
                    + one("100%", "50%", "33.33%") + on + maybe(2, "; bought " + one(ON)) + most);
            case "bundle" -> say("rule 5: line: set " + one("9.90", "25.00", "88.00") + "; of " + one("1", "2")
                    + " category=1 + 1 " + one("category=2", "sku=210+220", "all") + most);
            case "add-on" -> say("rule 5: line: each-at " + one("0.01", "1.00", "9.90") + "; on " + one(ON)
                    + "; most 1; when spend " + one(SPENDS) + maybe(2, " category=1"));
            case "gift" -> say("rule 5: order: gift 901 x" + one("1", "2") + maybe(2, "; per " + one("2", "3")) + on
                    + most + when());
            default -> standing(play, on);
        }
    }

    private void standing(String play, String on) {
        switch (play) {
            case "member-price" -> say("rule 6: price: each-at " + one("0.90", "9.00", "24.00", "60.00")
                    + "; kind MEMBER_PRICE; when cohort seed; group base-price per line" + on);
            case "coupon" -> coupons(on);
            case "free-shipping" -> {
                say("freight 1: weight; " + FREIGHT);
                say("rule 46: shipping: free-shipping" + maybe(3, "; cap " + one("2.50", "6.00"))
                        + maybe(2, "; when spend " + one(SPENDS) + maybe(3, " and region 44")));
            }
            case "freight" -> {
                say("freight 1: weight; priority 1; on category=1" + maybe(2, "; free-over " + one(SPENDS)) + "; "
                        + FREIGHT);
                say("freight 2: piece" + maybe(2, "; free-over " + one(SPENDS)) + "; zone * 2/6.00 + 1/1.00");
            }
            case "stacking" -> {
                say("rule 1: " + one("line", "order") + ": percent " + one(RATES) + maybe(2, "; group a"));
                say("rule 2: order: off " + one(AMOUNTS) + "; priority " + one("0", "1") + one("; group a",
                        "; not-with a", ""));
                say("rule 3: order: ladder 25.00-3.00 99.00-15.00" + one("; group a", "; group b", ""));
            }
            case "floor" -> say("rule 5: line: " + one("percent " + one(RATES), "off " + one(AMOUNTS), "each-at 1.00",
                    "each-off 5.00") + on);
            case "budget" -> {
                say("rule 5: order: off " + one(AMOUNTS) + "; budget 500");
                say("rule 6: line: percent " + one(RATES) + "; budget 501");
                say("spent budgets: " + one("500", "501", "500, 501", "502"));
            }
            case "limit" -> {
                say("rule 5: order: off " + one(AMOUNTS) + "; limit " + one("1", "2"));
                say("used: rule 5 x" + one("0", "1", "2"));
            }
            case "schedule" -> {
                say("rule 5: price: each-at " + one("0.50", "9.00", "25.00") + "; from 2026-03-01T16:00:00Z"
                        + "; until 2026-03-02T16:00:00Z");
                say("at: " + one("2026-03-01T15:59:59.999Z", "2026-03-01T16:00:00Z", "2026-03-02T15:59:59.999Z",
                        "2026-03-02T16:00:00Z"));
            }
            default -> say("rule 80: price: percent 20%; kind MEMBER_PRICE; when cohort seed; group base-price per line"
                    + "; named 种子用户终身8折 / Seed member 20% off for life");
        }
    }

    private void coupons(String on) {
        say("rule 5: coupon: off " + one(AMOUNTS) + on + when());
        say("rule 6: coupon: percent " + one(RATES) + maybe(2, "; cap " + one(AMOUNTS)) + when());
        say("rule 7: coupon: off " + one(AMOUNTS) + maybe(2, "; when first-order") + maybe(2, "; group none"));
        say("coupon 51: rule 5");
        say("coupon 61: rule 6 until " + one("2026-03-01T02:00:00Z", "2026-03-01T02:00:00.001Z"));
        say("coupon 71: rule 7");
        if (in(2)) {
            say("choose: " + one("none", "51", "61, 71", "51, 61, 71", "51, 99"));
        }
    }
}
