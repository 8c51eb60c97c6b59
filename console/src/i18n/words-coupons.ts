// The words of the coupon screens, in pairs like words.ts.
import type { Words } from './words'

export const couponWords = {
  cpn: {
    board: ['各种券', 'Coupons'], codes: ['兑换码', 'Codes'], claimed: ['自己领', 'Claimed'], byCode: ['兑换码换', 'By code'], available: ['没用', 'Unused'], locked: ['占用', 'On an order'], givenBack: ['退回过', 'Came back'], expired: ['过期', 'Expired'], revoked: ['收回', 'Taken back'], burn: ['预算和近 14 天', 'Budget and 14 days'], taken: ['已让利', 'Taken off'],
    dayTaken: ['{day} 让利 {sum}', '{day}: {sum} taken off'], newBatch: ['印一批码', 'Print codes'], askPrint: ['印一批兑换码', 'Print codes'], printHint: ['顾客在「优惠券」里输入码，换成这张券。码只在导出时看得到，数据库里是密封的。', 'Shoppers type a code under Coupons and get this coupon. Codes are readable in an export only; in the database they lie sealed.'], doPrint: ['印好', 'Print'],
    template: ['换哪张券', 'Coupon'], name: ['这批叫什么', 'Name of the batch'], kind: ['怎么用', 'How it works'], count: ['印几个', 'How many'], word: ['口令', 'The code'], wordHint: ['4 到 20 位大写字母和数字；不填就随机', '4 to 20 capitals and digits; drawn when left empty'], usesCap: ['一共能兑几次', 'Uses in all'], perPerson: ['每人最多', 'Per person'], startsAt: ['几时起', 'From'], endsAt: ['到几时', 'Until'],
    whom: ['给谁', 'For whom'], used: ['已兑 / 上限', 'Used / cap'], none: ['还没有兑换码', 'No codes yet'], noneHint: ['印一批，导出去印在卡片上或发给达人。', 'Print a batch and export it for cards or partners.'], export: ['导出', 'Export'], askExport: ['导出「{name}」的全部码', 'Export all codes of {name}'], exportHint: ['拿到码的人就能换券；谁导出、为什么会记下来。', 'Whoever holds a code can use it; who exported and why is written down.'], doExport: ['下载表格', 'Download the sheet'], edit: ['修改「{name}」', 'Edit {name}'], enabled: ['可以兑换', 'Can be used'],
    on: ['可兑换', 'On'], off: ['停用', 'Off'], ended: ['已结束', 'Ended'], period: ['时间', 'Period'], made: ['印于', 'Printed'], open: ['一直有效', 'No end']
  },
  codeKind: { SINGLE: ['一码一次', 'Each code once'], SHARED: ['一个口令大家用', 'One code for all'], PERSONAL: ['每人一个专属码', 'One for each person'] }
} as const satisfies Words
