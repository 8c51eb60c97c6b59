package io.tuanzi.catalog.internal;

import io.tuanzi.platform.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column of a file carries which of our fields.
 *
 * @param form {@code SHOPIFY} or {@code TUANZI}
 * @param fields our field name by column index
 * @param names header as the file writes it, by our field name
 * @param ignored columns nothing is taken from
 * @param doubled columns that stand twice; the first one counts
 */
record ImportHeader(String form, Map<Integer, String> fields, Map<String, String> names, List<String> ignored,
                    List<String> doubled) {

    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        known("handle", "handle", "url handle", "商品编号");
        known("title", "title", "title zh", "标题");
        known("titleEn", "title en", "英文标题");
        known("summary", "summary", "摘要");
        known("body", "body (html)", "body html", "body", "description", "描述");
        known("brand", "vendor", "brand", "品牌");
        known("type", "type", "custom product type", "product type");
        known("category", "category", "类目");
        known("zone", "zone", "专区");
        known("slot", "slot", "爆品或小众");
        known("tags", "tags", "标签");
        known("published", "published", "published on online store", "上架");
        known("status", "status", "state", "状态");
        for (int i = 1; i <= 3; i++) {
            known("option" + i + "Name", "option" + i + " name", "规格" + i + "名");
            known("option" + i + "Value", "option" + i + " value", "规格" + i + "值");
        }
        known("sku", "variant sku", "sku", "货号");
        known("price", "variant price", "price", "价格");
        known("compareAt", "variant compare at price", "compare-at price", "compare at price");
        known("cost", "cost per item", "variant cost", "cost", "成本");
        known("grams", "variant grams", "weight value (grams)", "grams");
        known("weight", "variant weight", "weight", "重量");
        known("weightUnit", "variant weight unit", "weight unit", "weight unit for display", "重量单位");
        known("quantity", "variant inventory qty", "variant inventory quantity", "inventory quantity", "quantity",
                "数量");
        known("policy", "variant inventory policy", "continue selling when out of stock");
        known("tracker", "variant inventory tracker", "inventory tracker");
        known("barcode", "variant barcode", "barcode", "条码");
        known("shipping", "variant requires shipping", "requires shipping");
        known("picture", "image src", "product image url", "picture", "图片");
        known("picturePosition", "image position", "picture position");
        known("pictureAlt", "image alt text", "picture alt", "图片说明");
        known("skuPicture", "variant image", "variant image url", "sku picture", "规格图片");
        known("giftCard", "gift card");
        known("seoDescription", "seo description");
        known("min", "min", "起购");
        known("step", "step", "步长");
        known("perOrder", "per order", "每单限购");
        known("perPerson", "per person", "每人限购");
        known("perPeriodDays", "per period days", "限购天数");
    }

    private static void known(String field, String... names) {
        for (String name : names) {
            KNOWN.put(name, field);
        }
    }

    /** Reads the header; refuses one that has no column for the handle or the title. */
    static ImportHeader read(List<String> cells) {
        Map<Integer, String> fields = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String header = cells.get(i).replace("\uFEFF", "").strip();
            String name = header.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", " ");
            plain.add(name);
            String field = KNOWN.get(name);
            if (field == null) {
                if (!header.isEmpty()) {
                    ignored.add(header);
                }
            } else if (names.containsKey(field)) {
                doubled.add(header);
            } else {
                fields.put(i, field);
                names.put(field, header);
            }
        }
        for (String needed : List.of("handle", "title")) {
            if (!names.containsKey(needed)) {
                throw Problem.of(400, "CSV_HEADER").with("row", 1).with("missing", needed);
            }
        }
        boolean named = plain.contains("handle") || plain.contains("商品编号");
        boolean ours = named && plain.stream().noneMatch(name -> name.startsWith("variant ")
                || name.equals("body (html)") || name.equals("vendor") || name.equals("url handle"));
        return new ImportHeader(ours ? "TUANZI" : "SHOPIFY", fields, names, ignored, doubled);
    }
}
