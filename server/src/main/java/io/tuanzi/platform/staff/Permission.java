package io.tuanzi.platform.staff;

import io.tuanzi.platform.text.Language;

/** What a role may permit. One per kind of work, not per screen. */
public enum Permission {
    BOARD_VIEW("看看板", "see the board"),
    PRODUCT_VIEW("看商品", "see products"),
    PRODUCT_EDIT("改商品、价格和库存", "edit products, prices and stock"),
    PRODUCT_IMPORT("导入商品", "import products"),
    ORDER_VIEW("看订单", "see orders"),
    ORDER_SHIP("发货", "ship orders"),
    ORDER_CANCEL("取消订单和退款", "cancel and refund orders"),
    AFTERSALES_DECIDE("处理售后", "decide returns"),
    GROUP_VIEW("看拼团", "see groups"),
    GROUP_EDIT("改拼团活动", "edit group activities"),
    REWARD_VIEW("看推广和佣金", "see promoters and commissions"),
    REWARD_EDIT("改奖励方案", "edit reward schemes"),
    WITHDRAWAL_APPROVE("审批提现", "approve withdrawals"),
    WITHDRAWAL_PAY("支付提现", "pay withdrawals"),
    PROMOTION_VIEW("看优惠", "see promotions"),
    PROMOTION_EDIT("改优惠和人群", "edit promotions and cohorts"),
    LEDGER_VIEW("看账", "see the books"),
    FACT_DECIDE("处理停下的事实", "decide parked facts"),
    MESSAGE_VIEW("看消息", "see messages"),
    STAFF_EDIT("管理员工和角色", "manage staff and roles"),
    AUDIT_VIEW("看操作记录", "see the audit trail"),
    DEMO_CLEAR("清除演示数据", "clear the demo"),
    CUSTOMER_VIEW("看顾客", "see customers"),
    LEGAL_EDIT("改法定参数", "change legal parameters");

    private final String zh;
    private final String en;

    Permission(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String text(Language language) {
        return language.pick(zh, en);
    }
}
