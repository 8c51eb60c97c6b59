package io.tuanzi.sandboxpay;

import java.util.Locale;

/** The cashier's page: phone first, no script, and unmistakably a sandbox. */
final class Page {
    private static final String STYLE = """
            :root{--bg:#fbf8f2;--surface:#fff;--ink:#2b2622;--ink-2:#5e554c;
            --ink-3:#6f655b;--action:#33633f;--press:#274e31;--soft:#e6efe0;--money:#a8322d;--neg:#9f1d17;
            --neg-soft:#fce8e6;
            --pend:#2c5384;--pend-soft:#e6edf5;--info:#6b4e86;--info-soft:#f0e9f5;
            --text:"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;
            --display:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",Georgia,serif}
            *{box-sizing:border-box;margin:0}html{-webkit-text-size-adjust:100%}
            body{background:var(--bg);color:var(--ink);font:15px/22px var(--text);min-height:100vh;min-height:100dvh;
            display:flex;flex-direction:column;-webkit-font-smoothing:antialiased}
            .band{background:var(--info-soft);color:var(--info);padding:10px 16px;text-align:center;
            font:500 13px/20px var(--text);
            border-bottom:1px solid #bda9cf}.band b{font-weight:700}
            main{width:100%;max-width:440px;margin:0 auto;padding:20px 16px 24px;flex:1;display:flex;
            flex-direction:column;gap:12px}
            h1{font:700 22px/30px var(--display);text-align:center}
            .card{background:var(--surface);border-radius:18px;padding:20px 16px;
            box-shadow:0 1px 2px rgb(74 56 38/.06),0 6px 20px rgb(74 56 38/.07)}
            .sum{text-align:center;padding:28px 16px 24px}.sum svg{margin:0 auto 10px;display:block}
            .sum p{color:var(--ink-3);font:13px/20px var(--text)}
            .price{color:var(--money);font-weight:700;font-size:40px;line-height:52px;
            font-feature-settings:"tnum","lnum"}
            .price i{font-style:normal;font-size:.62em;margin-right:2px}.price s{text-decoration:none;font-size:.66em}
            dl{display:grid;grid-template-columns:auto 1fr;gap:10px 16px}dt{color:var(--ink-3)}
            dd{text-align:right;overflow-wrap:anywhere;font-feature-settings:"tnum","lnum"}
            .say{border-radius:12px;padding:12px 14px;font:15px/22px var(--text)}.say b{display:block}
            .neg{background:var(--neg-soft);color:var(--neg)}.pos{background:var(--soft);color:var(--action)}
            .pend{background:var(--pend-soft);color:var(--pend)}
            .acts{display:flex;flex-direction:column;gap:10px;margin-top:auto;padding-top:12px}form{display:flex}
            .btn{flex:1;display:flex;align-items:center;justify-content:center;min-height:52px;border:0;
            border-radius:999px;
            font:600 17px/24px var(--text);text-decoration:none;cursor:pointer;padding:0 20px;color:#fff;
            background:var(--action);
            transition:background 90ms,transform 90ms}.btn:active{background:var(--press);transform:scale(.98)}
            .btn.soft{background:var(--soft);color:var(--action);min-height:44px;font-size:15px}
            .btn.soft:active{background:#c7d9bb}
            .out{display:flex;align-items:center;justify-content:center;min-height:44px;color:var(--ink-2);
            text-underline-offset:3px}
            .btn:focus-visible,.out:focus-visible{outline:none;box-shadow:0 0 0 2px #fff,0 0 0 4px #2c5384}
            footer{color:var(--ink-3);font:12px/18px var(--text);text-align:center;padding:0 16px 20px}
            @media (prefers-reduced-motion:reduce){.btn{transition:none}}
            @media (min-width:700px){main{padding-top:48px}.acts{margin-top:0}}
            """;
    private static final String SHELL = """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
            <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
            <body><div class="band" role="note">%s</div><main>%s</main><footer>%s</footer></body></html>
            """;
    private static final String DUMPLING = """
            <svg width="52" height="48" viewBox="0 0 48 44" aria-hidden="true"><path fill="%s"
            d="M24 2C37.5 2 46 11.5 46 24.5C46 36.5 37 42 24 42S2 36.5 2 24.5C2 11.5 10.5 2 24 2Z"/>%s</svg>""";
    private static final String CHECK =
            "<path d='M15 22l7 7 12-13' fill='none' stroke='#fff' stroke-width='4' stroke-linecap='round'/>";
    private static final String YUAN =
            "<path d='M16 12l8 10 8-10M24 22v14M16 24h16M16 30h16' fill='none' stroke='#fff' stroke-width='3.4' "
                    + "stroke-linecap='round' stroke-linejoin='round'/>";

    private final boolean chinese;
    private final String back;
    private final StringBuilder out = new StringBuilder();

    private Page(String back, boolean chinese) {
        this.back = back;
        this.chinese = chinese;
    }

    /** The page of a trade as it stands; with {@code failed} it tells that the last try failed. */
    static String of(Till till, Trade trade, String back, boolean failed, boolean chinese) {
        Page page = new Page(back, chinese);
        String state = trade.state();
        boolean open = state.equals("NOTPAY") || state.equals("USERPAYING");
        page.out.append("<h1>").append(page.say("收银台", "Cashier")).append("</h1>");
        page.sum(trade, open);
        if (failed && open) {
            page.tell("neg", page.say("付款失败，钱没有扣", "The payment failed, nothing was taken"),
                    page.say("银行拒绝了这次付款。可以再付一次，或回商店换个方式。", "The bank said no. Pay again, or go back to the shop."));
        }
        page.result(state);
        page.details(till, trade, open);
        page.actions(trade, open);
        return page.shell();
    }

    /** A page that says why not. */
    static String refused(String why, String back, boolean chinese) {
        Page page = new Page(back, chinese);
        page.out.append("<h1>").append(page.say("收银台", "Cashier")).append("</h1>");
        page.tell("neg", page.say("这笔付款办不了", "This payment cannot be made"), escape(why));
        page.out.append("<div class=\"acts\">");
        page.wayOut(page.say("回到商店", "Back to the shop"));
        page.out.append("</div>");
        return page.shell();
    }

    private void sum(Trade trade, boolean open) {
        boolean paid = trade.paid != null;
        long minor = trade.asked.totalMinor();
        out.append("<section class=\"card sum\">")
                .append(DUMPLING.formatted(paid ? "#33633f" : open ? "#a8322d" : "#978b7e", paid ? CHECK : YUAN))
                .append("<p>").append(escape(trade.asked.description())).append("</p><div class=\"price\"><i>¥</i>")
                .append(String.format(Locale.ROOT, "%,d<s>.%02d</s>", minor / 100, minor % 100))
                .append("</div></section>");
    }

    private void result(String state) {
        switch (state) {
            case "SUCCESS" -> tell("pos", say("付好了", "Paid"),
                    say("商店马上会收到通知。", "The shop is being told now."));
            case "REFUND" -> tell("pend", say("已付款，有退款", "Paid, with a refund"),
                    say("退款按原路返回。", "The refund goes back the way it came."));
            case "CLOSED" -> tell("pend", say("这笔付款已关闭", "This payment is closed"),
                    say("付款时间已过，或订单已取消。钱没有扣。", "Its time is over or the order was cancelled. Nothing was taken."));
            default -> { }
        }
    }

    private void details(Till till, Trade trade, boolean open) {
        out.append("<section class=\"card\"><dl>");
        row(say("商户", "Merchant"), say("团子", "Tuanzi") + " · " + escape(till.keys.mchid()));
        row(say("订单号", "Order"), escape(trade.asked.outTradeNo()));
        if (trade.paid != null) {
            row(say("交易号", "Transaction"), escape(trade.transactionId()));
        } else if (open) {
            row(say("请在此前付款", "Pay before"), Moments.billText(trade.asked.expiresMs()).substring(5, 16));
        }
        if (trade.refundedMinor > 0) {
            row(say("已退", "Refunded"), "¥" + Bill.yuan(trade.refundedMinor));
        }
        out.append("</dl></section>");
    }

    private void actions(Trade trade, boolean open) {
        String hidden = "<input type=\"hidden\" name=\"return_url\" value=\"" + escape(back) + "\">"
                + "<input type=\"hidden\" name=\"lang\" value=\"" + (chinese ? "zh" : "en") + "\">";
        String base = "/cashier/" + trade.asked.prepayId();
        out.append("<div class=\"acts\">");
        if (open) {
            out.append("<form method=\"post\" action=\"").append(base).append("/pay\">").append(hidden)
                    .append("<button class=\"btn\" id=\"pay\">").append(say("付款", "Pay")).append(" ¥")
                    .append(Bill.yuan(trade.asked.totalMinor())).append("</button></form>")
                    .append("<form method=\"post\" action=\"").append(base).append("/fail\">").append(hidden)
                    .append("<button class=\"btn soft\" id=\"fail\">").append(say("付款失败", "Let the payment fail"))
                    .append("</button></form>");
        }
        wayOut(open ? say("稍后再付", "Pay later") : say("回到商店", "Back to the shop"));
        out.append("</div>");
    }

    private void wayOut(String label) {
        if (!back.isEmpty()) {
            out.append("<a class=\"out\" id=\"later\" href=\"").append(escape(back)).append("\">").append(label)
                    .append("</a>");
        }
    }

    private void tell(String kind, String head, String text) {
        out.append("<p class=\"say ").append(kind).append("\" role=\"status\"><b>").append(head).append("</b>")
                .append(text).append("</p>");
    }

    private void row(String name, String value) {
        out.append("<dt>").append(name).append("</dt><dd>").append(value).append("</dd>");
    }

    private String say(String zh, String en) {
        return chinese ? zh : en;
    }

    private String shell() {
        return SHELL.formatted(chinese ? "zh-CN" : "en", say("沙箱收银台", "Sandbox cashier"), STYLE,
                say("<b>沙箱收银台</b>：用来演练，不会动用真钱", "<b>Sandbox cashier</b>: for practice, no real money moves"), out,
                say("这是演练用的收款方，不是微信支付", "A practice provider, not WeChat Pay"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
