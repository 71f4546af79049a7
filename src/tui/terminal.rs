//! Taking the terminal and giving it back: one function, whatever the way out.

use std::io::{self, Stdout, Write};
use std::mem::ManuallyDrop;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::main_loop::Canvas;
use super::model::Model;
use super::view::view;

/// A terminal that is given back when it goes out of scope.
pub struct Screen {
    /// Never dropped: it would tell standard error that the cursor cannot be shown, and panic
    /// where the terminal is gone. [`restore`] shows the cursor.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// What the terminal says; `Unsupported` of a console older than Windows 10, or one set to
    /// behave so.
    pub fn enter() -> io::Result<Self> {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            restore();
            before(info);
        }));
        #[cfg(windows)]
        if !crossterm::ansi_support::supports_ansi() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        enable_raw_mode()?;
        let entered = take().and_then(|()| Terminal::new(CrosstermBackend::new(io::stdout())));
        match entered {
            Ok(terminal) => Ok(Self { terminal: ManuallyDrop::new(terminal), mouse: false }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }
}

impl Screen {
    /// Listens to the mouse, or leaves it to the terminal.
    fn listen_to_mouse(&mut self, listen: bool) -> io::Result<()> {
        if self.mouse != listen {
            self.mouse = listen;
            if listen {
                execute!(io::stdout(), EnableMouseCapture)?;
            } else {
                execute!(io::stdout(), DisableMouseCapture)?;
            }
        }
        Ok(())
    }
}

impl Canvas for Screen {
    fn paint(&mut self, model: &Model) -> anyhow::Result<()> {
        self.listen_to_mouse(model.settings.mouse())?;
        self.terminal.draw(|frame| view(model, frame))?;
        Ok(())
    }

    fn pause(&mut self) -> anyhow::Result<()> {
        restore();
        #[cfg(unix)]
        super::signals::stop();
        self.resume()
    }

    fn resume(&mut self) -> anyhow::Result<()> {
        // Raw mode is remembered; only leaving it first sets it again.
        disable_raw_mode()?;
        enable_raw_mode()?;
        take()?;
        // Asked for again before the next drawing.
        self.mouse = false;
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.terminal = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(io::stdout()))?);
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Gives the terminal back; errors on the way are ignored, for nothing could be done about them.
pub fn restore() {
    let mut out = io::stdout();
    // Each by itself: on Windows, where the mouse was never listened to, the first one fails.
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}
