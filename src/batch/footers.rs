//! Rows that are no enterprise: sums, notes, signatures and headings between the lists.

use crate::quantity::read::folded;

/// Words of a row of their own, behind which anything may stand.
const OPEN: [&str; 25] = [
    "填表人",
    "制表人",
    "填报人",
    "审核人",
    "复核人",
    "经办人",
    "填表说明",
    "填报说明",
    "填表日期",
    "填报日期",
    "制表日期",
    "制表时间",
    "填报时间",
    "填表时间",
    "报送日期",
    "数据来源",
    "资料来源",
    "填报单位",
    "制表单位",
    "联系人",
    "本页无正文",
    "以下无正文",
    "此页无正文",
    "以下空白",
    "单位负责人",
];

/// Words that are one alone, before punctuation or before a number: an enterprise may be named so.
const CLOSED: [&str; 30] = [
    "备注",
    "注",
    "附注",
    "说明",
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "汇总",
    "总和",
    "平均",
    "平均值",
    "均值",
    "平均数",
    "其中",
    "附件",
    "日期",
    "时间",
    "来源",
    "total",
    "grandtotal",
    "subtotal",
    "sum",
    "average",
    "note",
    "notes",
    "source",
    "remarks",
    "mean",
];

/// What may stand in the place of a code that there is not.
const NO_CODE: [&str; 12] = [
    "申请中",
    "办理中",
    "正在办理",
    "正在申请",
    "待办",
    "未办",
    "未办理",
    "暂缺",
    "缺",
    "变更中",
    "换证中",
    "无证",
];

/// Whether a name is that of a sum, a note, a signature or a heading.
pub(super) fn is_footer(name: &str) -> bool {
    let mut plain = folded(name);
    plain.retain(|c| !c.is_whitespace());
    let plain = plain.trim_start_matches(['(', '[', '【', '*', '※', '#']);
    if OPEN.iter().any(|word| plain.starts_with(word)) {
        return true;
    }
    let closed = CLOSED.iter().filter_map(|word| plain.strip_prefix(word));
    let ends = |rest: &str| {
        rest.chars().next().is_none_or(|next| !next.is_alphabetic() || is_numeral(next))
    };
    closed.into_iter().any(ends) || is_count(plain) || is_heading(plain)
}

fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百两".contains(c)
}

/// 共 12 家, 共计三户.
fn is_count(plain: &str) -> bool {
    let Some(rest) = plain.strip_prefix("共计").or_else(|| plain.strip_prefix('共')) else {
        return false;
    };
    let number = |c: char| c.is_ascii_digit() || c == ',' || is_numeral(c) || c == '有';
    let behind = rest.trim_start_matches(number);
    behind.len() < rest.len() && behind.starts_with(['家', '户', '个', '条', '项', '行'])
}

/// 一、机器人企业; （二）软件企业.
fn is_heading(plain: &str) -> bool {
    let behind = plain.trim_start_matches(is_numeral);
    behind.len() < plain.len() && behind.starts_with(['、', ')', '.'])
}

/// Whether a cell of codes holds a code: 无, 申请中 and — are none.
pub(super) fn is_code(cell: &str) -> bool {
    let cell = cell.trim();
    !(super::cells::is_unknown(cell) || super::cells::is_none(cell) || NO_CODE.contains(&cell))
}

/// Whether a cell is written as codes are, so that its row is an enterprise whatever its name.
pub(super) fn looks_like_code(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() >= 8 && cell.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_notes_and_headings_are_told_from_names() {
        for name in [
            "合计",
            "合 计",
            "合计：",
            "合计2家",
            "小计（东园）",
            "共2家",
            "共 12 家企业",
            "共计三户",
            "备注：以上为财务口径",
            "备注",
            "注",
            "注：",
            "注1：含税",
            "说明：…",
            "填表人：张三",
            "填表人张三",
            "审核人 李四",
            "制表日期：2026-05-01",
            "（此页无正文）",
            "数据来源：统计局",
            "平均",
            "其中：规上",
            "一、机器人",
            "（二）软件",
            "Total",
            "Subtotal: 3",
            "※注：",
            "*合计",
        ] {
            assert!(is_footer(name), "{name}");
        }
        for name in [
            "注意力科技",
            "合计科技有限公司",
            "平均律音乐",
            "共享机器人",
            "共创十方",
            "说明书印刷厂",
            "一方科技",
            "十方机器人",
            "总计网络有限公司",
            "Summit",
            "Sumitomo",
            "Notesoft",
            "其中科技",
            "甲",
            "",
        ] {
            assert!(!is_footer(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_code() {
        for cell in ["无", "申请中", "—", " / ", "暂无", ""] {
            assert!(!is_code(cell), "{cell}");
        }
        assert!(is_code("91110106MA00000001") && looks_like_code("91110106MA00000001"));
        assert!(is_code("B2") && !looks_like_code("合计"));
    }
}
