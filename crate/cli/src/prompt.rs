//! Passwords that are asked for in the terminal, where there is one: nothing of them is shown, and none is in an argument.

use std::io::{IsTerminal, stderr, stdin};

use anchorlight::safe_text;
use zeroize::Zeroizing;

/// `None`: nobody is there to be asked, or has no answer.
pub(crate) fn password(file: &str) -> Option<Zeroizing<String>> {
    if !(stdin().is_terminal() && stderr().is_terminal()) {
        return None;
    }
    let prompt = format!("Password of {} (Enter alone leaves it closed): ", safe_text(file));
    let password = rpassword::prompt_password(prompt).ok().map(Zeroizing::new)?;
    (!password.is_empty()).then_some(password)
}
