//! Every word of the wizard that is not the policy's, in both languages.

use crate::text::Lang;

macro_rules! strings {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// The words of the wizard in one language.
        #[allow(missing_docs)]
        pub struct Strings {
            pub lang: Lang,
            $(pub $name: &'static str,)*
        }
        const ZH: Strings = Strings { lang: Lang::Zh, $($name: $zh,)* };
        const EN: Strings = Strings { lang: Lang::En, $($name: $en,)* };
    };
}

/// The words in a language.
pub fn strings(lang: Lang) -> &'static Strings {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// The words in a language where enterprises come by telephone.
pub fn help_desk(lang: Lang) -> &'static Strings {
    static ZH_DESK: Strings = Strings {
        key_new_call: "新来电",
        key_switch: "换回上一个来电",
        call: "来电",
        nothing_parked: "没有搁置的来电。",
        start_parked: "搁置的来电（最近的在前）",
        ..ZH
    };
    static EN_DESK: Strings = Strings {
        key_new_call: "New call",
        key_switch: "Back to the previous call",
        call: "Call",
        nothing_parked: "No call is on hold.",
        start_parked: "Calls on hold (newest first)",
        ..EN
    };
    match lang {
        Lang::Zh => &ZH_DESK,
        Lang::En => &EN_DESK,
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
    key_previous: "上一题", "Previous";
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
    key_way: "问法", "Route";
    key_page: "导出/打印", "Export/print";
    key_new_call: "新企业", "New";
    key_switch: "换回上一个", "Back to the previous one";
    nothing_parked: "没有搁置的企业。", "No profile is on hold.";
    parked_unsaved: "它还有没存下的：先回到它。", "It has unsaved changes: go back to it first.";
    removed_from_list: "已从搁置的里拿掉（档案还在）：", "Taken off the list (the profile stays): ";
    key_what_if: "假如", "What if";
    key_compare: "对照", "Compare";
    compare_title: "与谁对照", "Compare with";
    key_steps: "下一步", "Next steps";
    key_review: "核对", "Review";
    review_result: "看结果", "To the result";
    review_help: "↑↓ 逐项看，Enter 到那一题", "↑↓ look through, Enter goes to one";
    steps_help: "↑↓ 逐项看，→ 展开，Enter 去那一项", "↑↓ look through, → opens all, Enter goes there";
    key_readings: "读法", "Readings";
    key_told: "记下告知", "Note what was said";
    key_hand: "交给同事", "Hand to a colleague";
    key_take_back: "取回填好的表", "Take a filled sheet back";
    told_title: "已告知的话", "What was said";
    told_field: "这一次说了什么（打字即替换，Enter 记下）", "What was said now (typing replaces it, Enter keeps it)";
    told_kept: "已记下。", "Noted.";
    first_run: "第一次使用：↑↓ 选，← → 改；在第一行按 Enter 就照此开始", "First time: ↑↓ choose, ← → change; Enter on the first row starts with these";
    key_settings: "设置", "Settings";
    key_copy: "复制档案", "Copy the profile";
    key_carry_over: "结转到下一年", "Carry over to the next year";
    key_rename: "改名", "Rename";
    key_delete: "删除（移到回收站）", "Delete (to the bin)";
    key_purge: "彻底删除（不能找回）", "Delete for good";
    key_take_over: "接管（别的窗口也开着）", "Take over from the other window";
    key_save_elsewhere: "另存到别处", "Save elsewhere";
    key_bin: "回收站和历史", "Bin and history";
    key_sort: "排序", "Sort";
    key_fold: "展开、收起理由", "Open or close the reasons";
    help_digits: "数字：移到第几项，Enter 确定；空格：勾选；{unsure}：不知道。有输入框时，直接打字就填在里面，已有的答案被替换（← → 或 End 接着改）。", "Digits move to a row, Enter confirms it; Space ticks; {unsure} means “not known”. Where there is a field, typing replaces the answer in it (← → or End edit it instead).";
    help_money: "金额可写 1.2亿元、3500万、1亿2000万、800元；只写数字会问单位。", "Amounts: 120 million, 1.2m, 3500万, 800元; a bare number is asked for its unit.";
    help_items: "每行一项，各栏按上面的次序写，用分号隔开，按 Enter 加入；在已加入的一项上按 Enter 可改；最后到“完成”。", "One item a line, its fields in the order above with semicolons between; Enter adds it, and changes one that is there; then “Done”.";
    help_set: "空格勾选，选好后按 Enter；都没有就按 0，再按 Enter。", "Space ticks, Enter confirms; for none of these press 0, then Enter.";
    help_list: "每输入一笔按 Enter 加入；在已加入的一笔上按 Enter 可改；最后到“完成”。", "Enter adds an amount; on one in the list it edits it; finish with “Done”.";
    help_mouse: "鼠标可点题目、选项、步骤、事项和下面的键；按住 Shift 可选取文字复制。", "Click questions, rows, steps, benefits and the keys below; hold Shift to select text.";
    help_filter: "查找：", "Find: ";
    help_saved: "每个答案确定后立即保存，可随时退出。", "Each answer is saved as soon as it is confirmed; you can leave at any time.";
    start_title: "开始", "Start";
    start_new: "新建企业档案", "New profile";
    start_saved: "已保存的档案", "Saved profiles";
    start_samples: "示例", "Samples";
    start_intro: "回答问题，看这份措施能给企业多少支持，还缺什么。", "Answer questions and see what the measure gives, and what is missing.";
    start_keys: "↑↓ 选择，Enter 确定。读屏软件和简单终端请用 fengce ask（逐行问答）。", "↑↓ choose, Enter opens. For screen readers and plain terminals: fengce ask.";
    saved: "已保存", "saved";
    unsaved: "未保存", "not saved";
    saving: "正在保存", "saving";
    save_failed_then: "{save_elsewhere} 另存", "{save_elsewhere} elsewhere";
    save_failed: "保存失败", "saving failed";
    year_of: "年度", "";
    unnamed: "未命名", "unnamed";
    about: "评估对象", "Assessment";
    year_label: "评估年度", "Assessment year";
    year_question: "评估哪一年度的业绩？", "Which year’s results are assessed?";
    year_help: "申报时看的是这一年度的业绩和认定。选定后，带年份的问题都按它写明年份。", "The year whose results and recognitions are claimed. Questions name their years accordingly.";
    year_finished: "全年数据已有", "full-year figures available";
    year_current: "进行中，填预计数", "in progress: enter estimates";
    name_label: "企业名称", "Name of the enterprise";
    name_question: "企业叫什么名称？", "What is the name of the enterprise?";
    name_help: "只用来给档案取名和写在报告上，不影响结果；可以留空。", "Used to name the file and head the report; it does not affect the result and may be left empty.";
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
    why: "谁知道", "Who knows";
    tick_first: "还没有勾选：空格勾选，0 到“以上都没有”，F9 不知道。", "Nothing is ticked: press Space to tick, 0 for “None of these”, F9 for “Not known”.";
    empty_input: "请先输入，或选“不知道”。", "Enter something, or choose “Not known”.";
    unit_yuan: "", "(yuan)";
    unit_thousand: "", "(thousand yuan)";
    unit_wan: "", "(ten thousand yuan)";
    unit_yi: "", "(hundred million yuan)";
    this_answer: "刚才的回答", "This answer";
    choose_unit: "没有单位，请选一个：", "No unit: choose one.";
    total: "估算上限", "Estimated ceiling";
    at_most: "最多可达", "At most";
    pending: "待确认", "Open";
    items: "项", "";
    later: "以后年度", "Later years";
    discretionary: "另：综合评定", "Plus discretionary";
    apart: "综合评定，不计入合计。", "Discretionary; not included in the totals.";
    unbounded: "另有无上限的待确认项", "plus open items without a ceiling";
    now: "现在", "Now";
    state_eligible: "条件已符合·估算上限", "Conditions met · ceiling";
    state_waiting: "补上共同条件后·估算上限", "Once the common conditions are met · ceiling";
    group_waiting: "补上共同条件后符合", "After common conditions";
    state_open: "待确认项全部成立时·最高", "If all holds · up to";
    state_missing: "还缺", "Missing";
    state_never: "不适用", "Not applicable";
    state_duplicate: "已享受同类政策", "Supported elsewhere";
    state_superseded: "已取较高的一项", "The larger one counts";
    no_ceiling: "无上限", "no ceiling";
    not_money: "非资金支持", "non-financial";
    award_depends: "金额取决于此", "the amount depends on it";
    gap: "差", "short by";
    points: "个百分点", "percentage points";
    has: "现为", "is";
    hints: "提示", "Hints";
    evidence: "材料", "Documents";
    result_title: "结果", "Result";
    steps: "步骤", "Steps";
    too_small: "终端太小，请放大到 60×18 以上。", "The terminal is too small: at least 60×18, please.";
    unsaved_kept: "回答都还在，没有丢；存下之前请不要关掉窗口。", "Every answer is still here; please do not close the window until they are saved.";
    unsaved_again: "再试一次", "Try again";
    unsaved_elsewhere: "另存到别处……", "Save it elsewhere...";
    unsaved_go_on: "继续填写，下一次回答时再试", "Go on; saving is tried again with the next answer";
    quit_title: "离开？", "Leave?";
    quit_stay: "继续填写", "Continue";
    quit_start: "回到开始", "Back to the start";
    quit_leave: "退出程序", "Quit";
    close: "Esc 关闭", "Esc closes";
    conflict_bounds: "与已填的数不符（以填写为准），应为：", "Inconsistent with the other figures (your answer counts); expected: ";
    conflict: "与其他答案不一致，按算得的计：", "Contradicts other answers; the computed value counts:";
    undone: "已撤销。", "Undone.";
    help_more: " …（{help} 看全文）", " … ({help} has all)";
    narrow_reasons: "→ 看这一项还缺什么、凭什么", "→ what it lacks and rests on";
    nothing_to_clear: "这里还没有回答。", "There is no answer here yet.";
    nothing_to_undo: "没有可撤销的。", "Nothing to undo.";
    redone: "已重做。", "Done again.";
    nothing_to_redo: "没有可重做的。", "Nothing to do again.";
    by_formula: "其中按公式", "by formula";
    by_rate: "比例上限", "capped share";
    by_ceiling: "评审定额", "set by review";
    by_choice: "择优", "competitive";
    progress: "题", "asked";
    matters: "为什么问", "Why this question";
    not_needed: "不需要", "not needed";
    other_readings: "其他读法", "other readings";
    way_section: "按章节", "By section";
    way_quickest: "最省时先问", "Quickest first";
    way_of: "问法", "Route";
    reasons: "理由（→ 逐条看，Enter 到题目）", "Reasons (→ step through, Enter to the question)";
    what_helps: "怎样才符合", "What would change it";
    by_years: "分年", "By years";
    nothing_to_move: "还没有可以改动的数字，先填一个金额、增速或数量。", "No figure to vary yet: enter an amount, a growth rate or a number first.";
    what_if_keys: "↑↓ 换数  ←→ 移动  PgUp PgDn 关键点  Enter 到题目", "↑↓ figure  ←→ change it  PgUp PgDn points  Enter question";
    page_title: "导出和打印", "Export and print";
    page_browse: "用浏览器打开，可打印", "Open in the browser, to print";
    page_with_notes: "附上备注再写一次", "Write it again with the notes";
    page_without_notes: "去掉备注再写一次", "Write it again without the notes";
    page_close: "关闭", "Close";
    page_written: "已写入：", "Written:";
    page_copied: "短文本已送往剪贴板（系统或终端支持时），全文：", "The short text was copied to the clipboard (if the system or terminal supports it): ";
    page_failed: "没有写成：", "Not written: ";
    page_no_browser: "打不开浏览器，请手工打开：", "No browser could be started. Open this file yourself: ";
    readings_title: "读法：换一种会怎样（Enter 换用）", "Readings: what another would give (Enter to use it)";
    reading_in_force: "已换用：", "In force now: ";
    still_unsaved: "这份档案还没有存下，先试着再存一次；要接别的，按 {new_call} 把它搁置。", "This profile is not saved yet; trying again. To open another, put this one aside with {new_call}.";
    too_long: "太长，后面的没有收下。", "Too long: the rest was not taken.";
    no_field: "这里没有填文字的地方，粘贴的没有收下。", "There is no field here, so the pasted text was ignored.";
    factor_ten: "与上年相差十倍以上，单位对吗？对就再按一次 Enter。", "More than ten times the year before, or less than a tenth: is the unit right? If so, press Enter again.";
    own_done: "自身条件已符合，待官方数据", "own conditions met; official figures pending";
    law_nothing: "这一句没有题目、事项和名词。", "No question, benefit or term belongs to this sentence.";
    law_leads: "这一句关系到", "This sentence";
    law_terms: "名词", "Terms";
    law_jump: "Enter：去题目、事项、名词", "Enter: to its questions, benefits, terms";
    law_articles: "条款", "Articles";
    law_context: "不设条件", "sets no condition";
    law_met: "已满足", "satisfied";
    not_asked: "现在不问", "not asked now";
    typing_replaces: "直接输入即替换", "typing replaces it";
    enter_confirms: "Enter 确定", "Enter to confirm";
    kept_unconfirmed: "刚才输入的没有按 Enter 确定：先留着，没有算作回答。", "What you typed was not confirmed with Enter: it is kept in the field but does not count as an answer.";
    typed_ahead_kept: "提前输入的放在这里了，看过再按 Enter。", "What you typed ahead is in this field; check it, then press Enter.";
    typed_ahead_dropped: "画面换了，提前按的键没有收下。", "The screen changed: keys pressed before that were ignored.";
    type_to_narrow: "打字可筛选", "type to narrow";
    menu_go: "去", "Go";
    menu_change: "改", "Change";
    menu_tools: "工具", "Tools";
    menu_program: "程序", "Program";
    notice_title: "请看", "Please note";
    readings_default: "全部换回默认读法", "All readings back to the default";
    readings_are_default: "已换回默认读法。", "The default readings are in force.";
    undo_takes_back: "（{undo} 撤销，{readings} 换回）", " ({undo} undoes, {readings} to go back)";
    other_reading_mark: "非默认读法", "other reading";
    bar_sure: "已符合", "met";
    bar_possible: "还可能", "still possible";
    one_step_short: "差一步", "One step short";
    no_such: "没有这类事项", "No such project or title";
    fold_lacking: "还缺条件", "Conditions not met";
    fold_others: "其他条款", "Other articles";
    fold_help: "Enter 展开、收起。", "Enter opens and closes it.";
    kind_option: "选项", "Option";
    kind_question: "题目", "Question";
    kind_benefit: "事项", "Benefit";
    kind_article: "条款", "Article";
    kind_term: "名词", "Term";
    kind_asked: "常问", "FAQ";
    asked_practice: "依惯例，不是原文。", "Common practice, not in the text.";
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
    sort_changed: "按最后修改排序", "Sorted by the last change";
    sort_name: "按名称排序", "Sorted by name";
    sort_total: "按估算上限排序", "Sorted by the estimated ceiling";
    sort_progress: "按进度排序", "Sorted by progress";
    start_parked: "搁置的（最近的在前）", "On hold (newest first)";
    column_year: "年度", "Year";
    column_total: "估算上限", "Est. ceiling";
    column_progress: "进度", "Done";
    column_changed: "最后修改", "Changed";
    filter: "筛选", "Filter";
    filter_hint: "直接输入文字即可筛选", "just type to narrow the list";
    filter_none: "没有符合的档案。", "No profile matches.";
    unreadable: "读不了：", "unreadable: ";
    choose_saved: "先选一份已保存的档案。", "Choose a saved profile first.";
    parked_first: "这份档案搁置着，先回到它再离开。", "This profile is put aside: go back to it and leave it first.";
    parked_now: "已搁置：", "On hold: ";
    call: "企业", "Enterprise";
    copied_as: "已复制为：", "Copied as: ";
    renamed_to: "已改名为：", "Renamed to: ";
    deleted: " 已移到回收站（{bin} 找回）", " is in the bin ({bin} brings it back)";
    open_elsewhere: "它在另一个窗口里开着，先关闭那个窗口。", "It is open in another window: close that one first.";
    elsewhere_title: "另存到哪里", "Where to save";
    elsewhere_none: "没有别的文件夹可存。", "There is no other folder to save in.";
    saved_as: "已另存到：", "Saved as: ";
    purge_title: "连同历史和回收站里的同名档案，不能找回", "History and copies in the bin are deleted too; this cannot be undone";
    purge_no: "留着", "Keep it";
    purge_yes: "彻底删除：", "Delete for good: ";
    purged: "已彻底删除：", "Deleted for good: ";
    read_only: "只读：另一个窗口开着", "read-only: open in another window";
    take_over_title: "这份档案在另一个窗口里开着", "The profile is open in another window";
    take_over_no: "只看：这里的改动不会保存", "Only look: changes made here are not saved";
    take_over_yes: "在这里接着改：那边也改过的，两份都留下", "Go on here: if it is changed there too, both are kept";
    taken_over: "已接管，这里的改动会保存。", "Taken over: changes made here are saved.";
    not_elsewhere: "这份档案没有在别的窗口里开着。", "The profile is not open in another window.";
    restored_as: "已找回：", "Restored: ";
    brought_back: " 已回到先前的状态", " was restored to its earlier state";
    bin_emptied: "已彻底删除份数：", "Deleted for good: ";
    no_next_year: "没有下一年可结转。", "There is no next year to carry over to.";
    no_folder: "没有可以保存的文件夹。", "There is no folder to save in.";
    rename_title: "改名", "Rename";
    carry_title: "结转到", "Carried over to";
    carry_save: "保存为新档案（原档案不变）", "Save as a new profile (the old one stays)";
    carry_cancel: "不结转", "Do not carry over";
    carry_takes: "取自上一年", "Taken from the year before";
    carry_clears: "清除，重新问", "Cleared, asked again";
    carry_scroll: "← → 翻看", "← → scroll";
    bin_title: "历史和回收站（Enter 找回）", "History and bin (Enter restores)";
    bin_state: "先前的状态", "earlier state";
    bin_deleted: "已删除", "deleted";
    bin_empty_row: "清空回收站……", "Empty the bin...";
    bin_nothing: "没有历史，回收站是空的。", "No history, and the bin is empty.";
    bin_sure: "彻底删除回收站里的档案？不能找回。", "Delete everything in the bin for good?";
    set_language: "语言", "Language";
    set_theme: "主题", "Theme";
    set_ascii: "只用 ASCII 符号", "ASCII symbols only";
    set_width: "“…—·≤ 的宽度", "Width of “…—·≤";
    set_width_one: "一格", "one cell";
    set_width_two: "两格", "two cells";
    set_width_help: "下面的竖线在 1 上方就选一格，在 2 上方就选两格；选错了，框线会对不齐。", "Take one cell if the bar below stands above 1, two cells if above 2; with the other the frames are ragged.";
    set_mouse: "鼠标", "Mouse";
    set_interface: "直接运行时打开", "Opened by default";
    set_help_desk: "电话咨询台（一天接很多来电）", "Help desk (many calls a day)";
    set_help_desk_help: "打开后，企业写作“来电”，{new_call} 接新来电；其他都一样。", "Enterprises are spoken of as calls, and {new_call} takes a new one; all else is the same.";
    set_year: "新档案的评估年度", "Year of a new profile";
    set_folder: "数据文件夹", "Data folder";
    set_benchmarks: "基准文件", "Benchmark file";
    set_readings: "读法", "Readings";
    set_file: "设置保存在：", "Kept in: ";
    set_on: "开", "on";
    set_off: "关", "off";
    set_default: "（默认）", "(default)";
    set_wizard: "界面", "the wizard";
    set_ask: "逐行问答", "plain questions";
    set_last_year: "上一年", "last year";
    set_no_place: "系统没有给出配置文件夹，设置只在这次有效。", "The system names no configuration folder: settings hold for this run only.";
    set_folder_whole: "请写完整路径，例如 /home/me/fengce。", "Write the whole path, such as /home/me/fengce.";
    set_next_time: "已记下；这次的文件夹由命令行或环境变量指定。", "Noted; the folder of this run was given by the command line or environment.";
    set_language_help: "界面和结果的语言。← → 或 Enter 更换，立即生效。", "The language of screens and results. ← → or Enter changes it at once.";
    set_theme_help: "颜色只是辅助，含义都有符号或文字。NO_COLOR 总是有效。", "Colours only help: every meaning has a symbol or word. NO_COLOR always counts.";
    set_ascii_help: "线条和符号只用 ASCII，适合字体不全的终端。", "Lines and symbols in ASCII, for terminals without the others.";
    set_mouse_help: "关掉后，鼠标可照常在终端里选取文字。", "When off, the mouse selects text in the terminal as usual.";
    set_interface_help: "不带命令运行 fengce 时打开什么；逐行问答适合读屏软件。", "What fengce without a command opens; plain questions suit screen readers.";
    set_year_help: "新建档案时先填的年度，之后可改。", "The year that a new profile starts with; it can be changed there.";
    set_folder_help: "档案所在的文件夹。Enter 输入完整路径，留空用默认的。", "Where profiles are kept. Enter to type the whole path; empty for the default.";
    set_benchmarks_help: "区和行业平均增速的文件。Enter 输入路径，选定时检查；留空用默认的。", "The file of district and industry averages. Enter to type its path; it is checked. Empty for the default.";
    set_reading_help: "原文留有余地，可以换一种读法；第一种是默认。", "The text leaves room: another reading can be chosen. The first is the default.";
    theme_plain: "终端的十六色", "the terminal’s sixteen colours";
    theme_dark: "深色背景", "for a dark terminal";
    theme_light: "浅色背景", "for a light terminal";
    theme_contrast: "高对比", "high contrast";
    theme_none: "无颜色", "no colours";
    caller_label: "联系人（选填）", "Contact (optional)";
    caller_question: "和谁联系？", "Who is the contact?";
    phone_label: "联系电话（选填）", "Telephone (optional)";
    phone_question: "联系电话是多少？", "What is their telephone number?";
    caller_help: "只存在档案里，列表和查找认得；不写进导出的页和表，不影响结果。", "Kept in the profile only, where the list and the search find it; in no page or sheet, and without effect on the result.";
    credit_label: "统一社会信用代码（选填）", "Credit code (optional)";
    credit_question: "企业的统一社会信用代码是什么？", "What is the unified social credit code of the enterprise?";
    credit_help: "营业执照上的 18 位代码。只用来辨认企业，不影响结果；可以留空。", "The 18 characters on the business licence. It only identifies the enterprise and does not change the result; it may be left empty.";
    credit_doubt: "不像有效的代码（18 位，末位是校验码），请核对；照样可以保存。", "This does not look like a valid code (18 characters, the last one a check digit). Please compare; it is kept as typed.";
    bin_keep: "保留", "Keep";
    bin_purge: "彻底删除", "Delete for good";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_differ() {
        assert_ne!(strings(Lang::Zh).total, strings(Lang::En).total);
    }
}
