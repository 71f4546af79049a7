//! Every word of the wizard that is not the policy's, in both languages.

use crate::text::Lang;

macro_rules! strings {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// The words of the wizard in one language.
        #[allow(missing_docs)]
        pub struct Strings {
            $(pub $name: &'static str,)*
        }
        static ZH: Strings = Strings { $($name: $zh,)* };
        static EN: Strings = Strings { $($name: $en,)* };
    };
}

/// The words in a language.
pub fn strings(lang: Lang) -> &'static Strings {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

strings! {
    app: "丰策", "Fengce";
    key_up: "上一行", "row above";
    key_down: "下一行", "row below";
    key_left: "左移；年份、数量减一", "left; year or count less one";
    key_right: "右移；年份、数量加一", "right; year or count plus one";
    key_enter: "确定", "OK";
    key_next: "下一题", "Next";
    key_previous: "上一题", "Previous question";
    key_back: "返回", "Back";
    key_unsure: "不知道", "Not known";
    key_result: "结果", "Result";
    key_form: "题目", "Questions";
    key_menu: "菜单", "Menu";
    key_help: "帮助", "Help";
    key_language: "English", "中文";
    key_law: "原文", "Text";
    key_note: "备注", "Note";
    key_sections: "步骤", "Steps";
    key_clear: "清除", "Clear";
    key_page_down: "下一步骤；向下翻页", "next step; page down";
    key_page_up: "上一步骤；向上翻页", "step before; page up";
    key_undo: "撤销", "Undo";
    key_quit: "退出", "Quit";
    key_redo: "重做", "Redo";
    key_find: "查找", "Find";
    key_way: "问法", "Order";
    key_page: "给来电者的页", "Page";
    key_new_call: "新来电", "New call";
    key_what_if: "假如", "What if";
    key_readings: "口径", "Readings";
    key_settings: "设置", "Settings";
    key_copy: "复制档案", "Copy the profile";
    key_carry_over: "结转到下一年", "Carry over to the next year";
    key_rename: "改名", "Rename";
    key_delete: "删除（移到回收站）", "Delete (to the bin)";
    key_bin: "回收站和历史", "Bin and history";
    key_sort: "排序", "Sort";
    key_fold: "展开、收起理由", "Open or close the reasons";
    help_digits: "1–9：选第几项；0：不知道。空格：勾选。", "1–9 choose a row, 0 is “not known”, Space ticks.";
    help_money: "金额可写 1.2亿元、3500万、1亿2000万、800元；只写数字会问单位。", "Amounts: 120 million, 1.2m, 3500万, 800元; a bare number is asked for its unit.";
    help_mouse: "鼠标可点题目、选项、步骤、事项和下面的键；按住 Shift 可选取文字复制。", "Click questions, rows, steps, benefits and the keys below; hold Shift to select text.";
    help_filter: "查找：", "Find: ";
    help_saved: "每个答案确定后立即保存，可随时退出。", "Each answer is saved as soon as it is taken; leave at any time.";
    start_title: "开始", "Start";
    start_new: "新建企业档案", "New profile";
    start_saved: "已保存的档案", "Saved profiles";
    start_samples: "示例", "Samples";
    start_intro: "回答问题，看这份措施能给企业多少支持，还缺什么。", "Answer questions and see what the measure gives, and what is missing.";
    saved: "已保存", "saved";
    unsaved: "未保存", "not saved";
    save_failed: "保存失败", "saving failed";
    year_of: "年度", "";
    unnamed: "未命名", "unnamed";
    about: "评估对象", "What is assessed";
    year_label: "评估年度", "Assessment year";
    year_question: "评估哪一年度的业绩？", "Which year’s results are assessed?";
    year_help: "申报时看的是这一年度的业绩和认定。选定后，带年份的问题都按它写明年份。", "The year whose results and recognitions are claimed. Questions name their years accordingly.";
    year_finished: "全年数据已有", "data of the whole year are there";
    year_current: "进行中，填预计数", "in progress: enter estimates";
    name_label: "企业名称", "Name of the enterprise";
    name_question: "企业叫什么名称？", "What is the name of the enterprise?";
    name_help: "只用来给档案取名和写在报告上，不影响结果；可以留空。", "It names the file and heads the report; it does not change the result and may be left empty.";
    industry_label: "行业代码（选填）", "Industry code (optional)";
    industry_question: "企业的行业代码是什么？", "What is the industry code of the enterprise?";
    industry_help: "以统计登记的行业代码为准。只用来在基准文件里查行业平均增速；没有基准文件的不必填。", "The code in the statistics register. It only finds the industry’s averages in a benchmark file; leave it empty without one.";
    note_question: "备注", "Note";
    note_help: "写下依据、出处、待核实的事；不影响结果。", "Sources, what to verify; it does not change the result.";
    yes: "是", "Yes";
    no: "否", "No";
    unsure: "不知道", "Not known";
    none_of_these: "以上都没有", "None of these";
    done: "完成", "Done";
    empty_list: "没有", "None";
    filled: "来自基准文件", "from the benchmark file";
    step_hint: "← → 增减", "← → less, more";
    why: "谁知道", "Who knows";
    tick_first: "先勾选，或选“以上都没有”“不知道”。", "Tick something first, or choose “None of these” or “Not known”.";
    empty_input: "请先输入，或选“不知道”。", "Enter something, or choose “Not known”.";
    unit_yuan: "", "(yuan)";
    unit_thousand: "", "(thousand yuan)";
    unit_wan: "", "(ten thousand yuan)";
    unit_yi: "", "(hundred million yuan)";
    this_answer: "刚才的回答", "This answer";
    choose_unit: "没有单位，请选一个：", "No unit: choose one.";
    bad_money: "看不懂这个金额。可写 1.2亿元、3500万元、800元。", "Not an amount. Write 1.2亿元, 3500万元 or 800元.";
    bad_negative: "金额不能为负。", "The amount cannot be negative.";
    bad_fine: "比 0.01 元还细，请四舍五入。", "Finer than 0.01 yuan; please round.";
    bad_large: "超过 10^15 元。", "More than 10^15 yuan.";
    bad_percent: "看不懂这个百分比。可写 5.2、5.2% 或 -3%。", "Not a percentage. Write 5.2, 5.2% or -3%.";
    bad_count: "请填 0 至 10 亿的整数。", "Enter a whole number from 0 to 1,000,000,000.";
    bad_year: "请填 1949 至 2100 的四位年份。", "Enter a year of four digits, 1949 to 2100.";
    total: "估算上限", "Estimated ceiling";
    at_most: "最多可达", "At most";
    pending: "待确认", "Open";
    items: "项", "";
    later: "以后年度", "Later years";
    discretionary: "另：综合评定", "Besides: discretionary";
    apart: "综合评定，不计入合计。", "Decided as a whole; not part of the totals.";
    unbounded: "另有无上限的待确认项", "besides open items without a ceiling";
    now: "现在", "Now";
    state_eligible: "条件已符合·估算上限", "Conditions met · ceiling";
    state_waiting: "补上共同条件后·估算上限", "Once the common conditions are met · ceiling";
    group_waiting: "补上共同条件后符合", "Once common ones are met";
    state_open: "待确认项全部成立时·最高", "If all holds · up to";
    state_missing: "还缺", "Missing";
    state_never: "不适用", "Not applicable";
    state_duplicate: "已享受同类政策", "Supported elsewhere";
    state_superseded: "已取较高的一项", "The larger one counts";
    group_eligible: "按征求意见稿符合条件", "Eligible under the draft";
    no_ceiling: "无上限", "no ceiling";
    not_money: "非资金支持", "not money";
    award_depends: "金额取决于此", "the amount depends on it";
    gap: "差", "short by";
    points: "个百分点", "percentage points";
    has: "现为", "is";
    hints: "提示", "Hints";
    evidence: "材料", "Documents";
    result_title: "结果", "Result";
    steps: "步骤", "Steps";
    too_small: "终端太小，请放大到 60×18 以上。", "The terminal is too small: at least 60×18, please.";
    quit_title: "离开？", "Leave?";
    quit_stay: "继续填写", "Go on";
    quit_start: "回到开始", "Back to the start";
    quit_leave: "退出程序", "Quit";
    close: "Esc 关闭", "Esc closes";
    conflict: "与其他答案不一致，按算得的计：", "Contradicts other answers; the computed value counts:";
    undone: "已撤销。", "Undone.";
    nothing_to_undo: "没有可撤销的。", "Nothing to undo.";
    law_nothing: "这一句没有题目、事项和名词。", "No question, benefit or term hangs on this sentence.";
    law_leads: "这一句关系到", "This sentence";
    law_terms: "名词", "Terms";
    law_jump: "Enter：去题目、事项、名词", "Enter: to its questions, benefits, terms";
    law_articles: "条款", "Articles";
    law_context: "不设条件", "sets no condition";
    law_met: "已满足", "satisfied";
    not_asked: "现在不问", "not asked now";
    not_asked_computed: "现在不问，由这些答案算出：", "Not asked now; it is computed from: ";
    not_asked_decided: "现在不问：它已不影响结果。", "Not asked now: it can no longer change the result.";
    kind_question: "题目", "Question";
    kind_benefit: "事项", "Benefit";
    kind_article: "条款", "Article";
    kind_term: "名词", "Term";
    kind_step: "步骤", "Step";
    kind_profile: "档案", "Profile";
    term_aliases: "又称：", "Also: ";
    term_source: "出处：", "Source: ";
    term_revised: "标准有修订，以现行文件为准。", "The standard was revised: the documents in force prevail.";
    find_hint: "中文、英文、编号或拼音首字母（如 xjr）", "Chinese, English, an id, or pinyin initials (xjr)";
    find_open: "还没答的题目", "Questions still open";
    find_all: "档案和条款", "Profiles and articles";
    find_none: "没有找到。换个词，或用拼音首字母。", "Nothing found. Try another word, or pinyin initials.";
    find_no_profile: "还没有打开档案，先看原文。", "No profile is open; here is the text.";
    redone: "已重做。", "Done again.";
    nothing_to_redo: "没有可重做的。", "Nothing to do again.";
    by_formula: "其中按公式", "by formula";
    by_ceiling: "评审定额", "set by review";
    by_choice: "择优", "competitive";
    progress: "题", "asked";
    matters: "为什么问", "Why this question";
    not_needed: "不需要", "not needed";
    other_readings: "其他口径", "other readings";
    way_section: "按章节", "By section";
    way_quickest: "最省时先问", "Quickest first";
    way_of: "问法", "Order";
    reasons: "理由（→ 逐条看，Enter 到题目）", "Reasons (→ step through, Enter to the question)";
    what_helps: "怎样才符合", "What would change it";
    by_years: "分年", "By years";
    nothing_to_move: "还没有可以改动的数字，先填一个金额、增速或数量。", "No figure to move yet: enter an amount, a growth or a number first.";
    moves_nothing: "在此范围内，它不改变估算上限。", "In this range it does not move the ceiling.";
    what_if_keys: "↑↓ 换一个数  ←→ 移动  PgUp PgDn 到下一个关键点  Enter 到题目", "↑↓ other figure  ←→ move it  PgUp PgDn next point  Enter to the question";
    page_title: "给来电者的页", "The page for the caller";
    page_browse: "用浏览器打开，可打印", "Open in the browser, to print";
    page_with_notes: "附上备注再写一次", "Write it again with the notes";
    page_without_notes: "去掉备注再写一次", "Write it again without the notes";
    page_close: "关闭", "Close";
    page_written: "已写入：", "Written:";
    page_copied: "短文本已送往剪贴板（终端支持时），全文：", "The short text went to the clipboard (where the terminal can): ";
    page_failed: "没有写成：", "Not written: ";
    page_no_browser: "打不开浏览器，请手工打开：", "No browser could be started; open by hand: ";
    readings_title: "口径：换一种读法会怎样（Enter 换用）", "Readings: what another would give (Enter to use it)";
    reading_in_force: "已换用：", "In force now: ";
    factor_ten: "与上年相差十倍以上，单位对吗？对就再按一次 Enter。", "Ten times the year before, or less than a tenth: is the unit right? Enter again if so.";
    own_done: "自身条件已符合，待官方数据", "own conditions met; official figures pending";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_differ() {
        assert_ne!(strings(Lang::Zh).total, strings(Lang::En).total);
    }
}
