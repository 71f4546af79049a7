//! `fengce policy new`.

use std::borrow::Cow;
use std::path::Path;

use crate::cli::exit::{Exit, Failure, print};
use crate::diagnostic::encoding::utf8;
use crate::disk::{self, Kind};
use crate::keeper::draft::draft;
use crate::policy::source::template;
use crate::quantity::calendar::today;
use crate::text;
use crate::text::{Lang, printable};

/// Writes a pack into a folder that does not hold one yet: the small example, or a draft of a
/// measure's text.
pub fn run(dir: &Path, text: Option<&Path>, lang: Lang) -> Result<Exit, Failure> {
    let io = |error| Failure::Write(dir.display().to_string(), error);
    let taken = match disk::look(dir).map_err(io)?.map(|seen| seen.kind) {
        None => false,
        Some(Kind::Folder) => disk::names(dir).map_err(io)?.is_some_and(|names| !names.is_empty()),
        Some(_) => true,
    };
    if taken {
        let shown = crate::diagnostic::found(&dir.display().to_string());
        return Err(Failure::Argument(text!(
            "“{shown}”已经有内容；请给一个新的目录",
            "\"{shown}\" is not empty; name a new folder"
        )));
    }
    let (files, said) = match text {
        Some(path) => drafted(dir, path)?,
        None => {
            let files = template().into_iter().map(|(path, bytes)| (path.into(), bytes.into()));
            (files.collect(), text!("改成你的措施后", "Change it into your measure, then"))
        }
    };
    for (path, bytes) in &files {
        let target = dir.join(path.as_ref());
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        std::fs::write(&target, bytes).map_err(io)?;
    }
    let shown = dir.display().to_string();
    let shown = printable(&shown);
    let (zh, en) = (&said.zh, &said.en);
    let said = text!(
        "已建好 {shown}。{zh}，运行 fengce policy check {shown}\n",
        "Made {shown}. {en} run fengce policy check {shown}\n"
    );
    print(said.get(lang))?;
    Ok(Exit::Success)
}

/// Files of a pack by their path within it, and what to do with them.
type Drafted = (Vec<(Cow<'static, Path>, Cow<'static, [u8]>)>, text::Text);

/// A draft of the measure whose text is in a file.
fn drafted(dir: &Path, path: &Path) -> Result<Drafted, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Failure::Read(name.clone(), error))?;
    let text = utf8(&name, bytes)?;
    let folder = dir.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let id: String = folder.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let id = if id.is_empty() { "my-measure" } else { &id };
    let Some(draft) = draft(id, &text, today().0) else {
        let shown = crate::diagnostic::found(&name);
        return Err(Failure::Argument(text!(
            "“{shown}”里没有找到条款；条要另起一行，写成 第一条、第 1 条、一、、（一） 或 Article 1",
            "no articles were found in \"{shown}\"; each begins a line as 第一条, 第 1 条, 一、, （一） or Article 1"
        )));
    };
    let (articles, todo) = (draft.articles, draft.todo);
    let files = draft.files.into_iter();
    let files = files.map(|(path, text)| (Cow::Owned(path.into()), Cow::Owned(text.into_bytes())));
    let said = text!(
        "共 {articles} 条，有钱的 {todo} 句各有一行 # TODO，照引文写完、删去那一行",
        "{articles} articles; each of the {todo} clauses with money has a line # TODO: write it, delete the line, and"
    );
    Ok((files.collect(), said))
}
