package io.tuanzi.backoffice.demo;

import java.util.Map;

/** Region codes (GB/T 2260) of the provinces where demo people live. */
final class DemoRegions {

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("北京市", "110000"), Map.entry("天津市", "120000"), Map.entry("河北省", "130000"),
            Map.entry("辽宁省", "210000"), Map.entry("上海市", "310000"), Map.entry("江苏省", "320000"),
            Map.entry("浙江省", "330000"), Map.entry("安徽省", "340000"), Map.entry("福建省", "350000"),
            Map.entry("江西省", "360000"), Map.entry("山东省", "370000"), Map.entry("河南省", "410000"),
            Map.entry("湖北省", "420000"), Map.entry("湖南省", "430000"), Map.entry("广东省", "440000"),
            Map.entry("广西壮族自治区", "450000"), Map.entry("重庆市", "500000"), Map.entry("四川省", "510000"),
            Map.entry("云南省", "530000"), Map.entry("陕西省", "610000"));

    private DemoRegions() {
    }

    static String code(String province) {
        return CODES.getOrDefault(province, "330000");
    }
}
