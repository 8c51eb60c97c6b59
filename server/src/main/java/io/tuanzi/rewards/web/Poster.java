package io.tuanzi.rewards.web;

import io.tuanzi.catalog.Pictures.Picture;
import io.tuanzi.kernel.Money;
import io.tuanzi.platform.text.Language;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the poster of a page: picture, title, price, who invites, and the code that opens it (REF-27).
 *
 * <p>One SVG of 750 by 1200 with nothing loaded from elsewhere; every text from outside is escaped.
 */
final class Poster {

    private static final String FONT =
            "'PingFang SC','HarmonyOS Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif";
    private static final String MARK = """
            <g transform="translate(56 1086) scale(1.1)"><path fill="#C9574B" d="M38.5 5.5C48.5 5.5 54.5 11.5 54.5 \
            20.2C54.5 29 48.5 33.5 38.5 33.5S22.5 29 22.5 20.2C22.5 11.5 28.5 5.5 38.5 5.5Z"/>
            <g stroke="#fbf8f2" stroke-width="2"><path fill="#E3B04B" d="M46 29.5C56.5 29.5 62.5 35.5 62.5 44.2C62.5 \
            53.5 56.5 58 46 58S29.5 53.5 29.5 44.2C29.5 35.5 35.5 29.5 46 29.5Z"/>
            <path fill="#33633F" d="M24 20C38 20 46 28.5 46 40.5C46 52.5 38 58 24 58S2 52.5 2 40.5C2 28.5 10 20 24 \
            20Z"/></g><g fill="#FBF8F2"><ellipse cx="20" cy="41" rx="2.2" ry="2.9"/>
            <ellipse cx="32" cy="41" rx="2.2" ry="2.9"/></g></g>
            """;

    private Poster() {
    }

    /** Draws a subject for the one who invites, whose nickname may be absent. */
    static String draw(ShareCards.Subject subject, @Nullable String inviter, @Nullable Picture picture,
                       String address) {
        StringBuilder svg = new StringBuilder(8_192);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 750 1200\" width=\"750\" height=\"1200\" "
                + "role=\"img\" font-family=\"").append(FONT).append("\"><title>").append(escape(subject.title()))
                .append("</title><rect width=\"750\" height=\"1200\" fill=\"#fbf8f2\"/>")
                .append("<clipPath id=\"p\"><rect x=\"40\" y=\"40\" width=\"670\" height=\"670\" rx=\"28\"/>")
                .append("</clipPath>")
                .append("<rect x=\"40\" y=\"40\" width=\"670\" height=\"670\" rx=\"28\" fill=\"#f3ede2\"/>");
        if (picture != null) {
            svg.append("<image x=\"40\" y=\"40\" width=\"670\" height=\"670\" clip-path=\"url(#p)\" "
                    + "preserveAspectRatio=\"xMidYMid slice\" href=\"data:").append(escape(picture.type()))
                    .append(";base64,").append(Base64.getEncoder().encodeToString(picture.bytes())).append("\"/>");
        } else {
            svg.append("<g transform=\"translate(170 170) scale(6.2)\">").append(plate()).append("</g>");
        }
        int y = 772;
        for (String line : lines(subject.title(), 34, 2)) {
            svg.append(text(56, y, 34, 700, "#2b2622", line));
            y += 46;
        }
        if (subject.priceMinor() != null) {
            svg.append(text(56, y + 22, 48, 700, "#a8322d", Money.format(subject.priceMinor())));
            if (subject.priceLabel() != null) {
                svg.append(text(300, y + 20, 24, 400, "#6f655b", subject.priceLabel()));
            }
            y += 66;
        }
        for (String line : lines(subject.text(), 30, 2)) {
            svg.append(text(56, y + 8, 26, 400, "#5e554c", line));
            y += 38;
        }
        return svg.append(foot(inviter, address)).append("</svg>\n").toString();
    }

    private static String foot(@Nullable String inviter, String address) {
        QrCode code = QrCode.of(address);
        String asks = inviter == null ? pick("和朋友一起买", "Buy with friends")
                : pick(inviter + " 邀你一起", inviter + " invites you");
        String box = "<rect x=\"494\" y=\"944\" width=\"216\" height=\"216\" rx=\"16\" fill=\"#ffffff\"/>";
        String size = "<svg x=\"500\" y=\"950\" width=\"204\" height=\"204\" viewBox=\"0 0 " + code.side() + " "
                + code.side() + "\" shape-rendering=\"crispEdges\"><path fill=\"#2b2622\" d=\"" + code.path()
                + "\"/></svg>";
        return "<line x1=\"56\" y1=\"1010\" x2=\"470\" y2=\"1010\" stroke=\"#e6ddce\" stroke-width=\"2\"/>"
                + text(56, 1060, 28, 600, "#33633f", lines(asks, 22, 1).getFirst()) + MARK
                + text(140, 1146, 24, 400, "#6f655b", pick("长按或扫码打开", "Scan to open")) + box + size;
    }

    private static String plate() {
        return "<ellipse cx=\"33\" cy=\"38\" rx=\"32\" ry=\"22\" fill=\"#e6edf5\"/>"
                + "<path transform=\"translate(9 2)\" fill=\"#33633F\" d=\"M24 14C38 14 46 22.5 46 34.5"
                + "C46 46.5 38 52 24 52S2 46.5 2 34.5C2 22.5 10 14 24 14Z\"/>"
                + "<g fill=\"#FBF8F2\"><ellipse cx=\"29\" cy=\"37\" rx=\"2.2\" ry=\"2.9\"/>"
                + "<ellipse cx=\"41\" cy=\"37\" rx=\"2.2\" ry=\"2.9\"/></g>";
    }

    private static String text(int x, int y, int size, int weight, String colour, String words) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" font-size=\"" + size + "\" font-weight=\"" + weight + "\" fill=\""
                + colour + "\">" + escape(words) + "</text>";
    }

    private static String pick(String zh, String en) {
        return Language.current().pick(zh, en);
    }

    /** Breaks a text into lines of a width in half-width characters; what does not fit ends in an ellipsis. */
    static List<String> lines(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            int wide = point < 0x2e80 ? 1 : 2;
            if (used + wide > width) {
                if (lines.size() == most - 1) {
                    return add(lines, line.append('…'));
                }
                add(lines, line);
                line = new StringBuilder();
                used = 0;
            }
            line.appendCodePoint(point);
            used += wide;
        }
        return add(lines, line);
    }

    private static List<String> add(List<String> lines, StringBuilder line) {
        lines.add(line.toString().strip());
        return lines;
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (point >= ' ' && point != 0xfffe && point != 0xffff && !(point >= 0xd800 && point <= 0xdfff)) {
                        safe.appendCodePoint(point);
                    }
                }
            }
        });
        return safe.toString();
    }
}
