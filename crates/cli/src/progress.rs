//! One line of progress on standard error, only when a person watches.

use std::io::{IsTerminal, Write};

/// A line on standard error that the next one replaces; silent when standard error is no terminal.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Ready to show.
    pub fn new() -> Self {
        Progress { shown: std::io::stderr().is_terminal() }
    }

    /// Shows what is being done now.
    pub fn now(&self, doing: &str) {
        if self.shown {
            let mut err = std::io::stderr();
            // Progress is a courtesy: when it cannot be written, the work goes on.
            let _ = write!(err, "\r\x1b[2K{doing} …");
            let _ = err.flush();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }
}
