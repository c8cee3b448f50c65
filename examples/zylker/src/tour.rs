//! The whole story without a browser: a person without a window goes through it, over real sockets, and the
//! sandbox's journal tells what reached Zoho.

mod story;
mod witness;

use std::io::{self, Write};

use self::story::Story;
use self::witness::Trouble;
use crate::app::App;

/// The step at which the story took another turn.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TourError {
    #[error("the tour plays at the sandbox only")]
    NoSandbox,
    #[error("the person has no browser")]
    NoBrowser(#[source] zoho_sandbox::browser::BrowserError),
    #[error("step {number} failed ({title})")]
    Step { number: u32, title: &'static str, source: Trouble },
    #[error("the terminal cannot be written to")]
    Terminal(#[from] io::Error),
}

/// Plays the story and says at each step what happened.
pub(crate) async fn play(app: &App, out: &mut impl Write) -> Result<(), TourError> {
    let sandbox = app.sandbox().ok_or(TourError::NoSandbox)?;
    let mut story = Story::begin(app.address(), sandbox).map_err(TourError::NoBrowser)?;
    let mut tell = Narrator { out, number: 0 };
    writeln!(tell.out, "Zylker is at {}, Zoho is a sandbox at {}.\n", app.address(), sandbox.accounts_url())?;

    tell.step("Nadia signs in at Zoho, once", story.sign_in().await)?;
    tell.step("Zylker lists her leads", story.list_leads())?;

    tell.step("She presses “Create contact”; the guard refuses", story.press_create_contact().await)?;
    tell.step("Zylker sends her to its consent link", story.consent_link())?;
    tell.step("Zylker obtains an enhancement token", story.enhancement_token())?;
    tell.step("Zoho's consent page lists the new scope alone", story.consent_page())?;
    tell.step("She gives her consent; Zoho sends her back", story.give_consent().await)?;
    tell.step("Zylker verifies the scope", story.verified())?;
    tell.step("The same POST runs, and the contact is there", story.same_post())?;
    tell.step("She reloads; nothing runs twice", story.reload().await)?;

    tell.step("A new API came out: the deals report", story.open_report().await)?;
    tell.step("She declines; Zylker says what does not work", story.decline().await)?;
    tell.step("Everything else goes on working", story.leads_still_work().await)?;
    tell.step("She opens the report anew; nobody pesters her", story.not_asked_again().await)?;
    tell.step("She asks to be asked again, and accepts", story.ask_again().await)?;

    writeln!(tell.out, "\nThe tour is over: {}.", story.sum())?;
    Ok(())
}

/// Numbers the steps.
struct Narrator<'a, W> {
    out: &'a mut W,
    number: u32,
}

impl<W: Write> Narrator<'_, W> {
    fn step(&mut self, title: &'static str, outcome: Result<String, Trouble>) -> Result<(), TourError> {
        self.number += 1;
        let number = self.number;
        match outcome {
            Ok(happened) => {
                writeln!(self.out, "{number:>2}. {title}\n    {happened}")?;
                Ok(())
            }
            Err(source) => {
                writeln!(self.out, "{number:>2}. {title}\n    FAILED: {source}")?;
                Err(TourError::Step { number, title, source })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_is_named_and_ends_the_tour() {
        let mut out = Vec::new();
        let mut tell = Narrator { out: &mut out, number: 0 };
        assert!(tell.step("First", Ok("done".to_owned())).is_ok());
        let failure = tell.step("Second", Err("no page is open".into())).expect_err("a failed step");
        assert_eq!(failure.to_string(), "step 2 failed (Second)");
        let printed = String::from_utf8(out).expect("text");
        assert_eq!(printed, " 1. First\n    done\n 2. Second\n    FAILED: no page is open\n");
    }
}
