//! A person who has no mouse: what has the focus, and what the keys do.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::session::{BrowserError, text_of};

/// A longer way to a button is none.
const MOST_STOPS: usize = 60;

/// A key with a name (WebDriver, section 17.4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Goes on to the next thing that can have the focus.
    Tab,
    /// Follows a link, presses a button, sends a form.
    Enter,
    /// Ticks a box.
    Space,
}

impl Browser {
    /// Presses Tab until the field, link or button of this label has the focus.
    ///
    /// # Errors
    ///
    /// Nothing of that name gets the focus, or something gets it and nobody can see that.
    pub async fn tab_to(&self, label: &str) -> Result<(), BrowserError> {
        let mut stops = Vec::new();
        while stops.len() < MOST_STOPS {
            let name = self.focused().await?;
            if name.starts_with(label) {
                return Ok(());
            }
            stops.push(name);
            self.key(Key::Tab).await?;
        }
        Err(BrowserError::OutOfReach { label: label.to_owned(), stops: stops.join(" · ") })
    }

    /// Presses a key.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn key(&self, key: Key) -> Result<(), BrowserError> {
        self.keys(match key {
            Key::Tab => "\u{E004}",
            Key::Enter => "\u{E007}",
            Key::Space => " ",
        })
        .await
    }

    /// Types into whatever has the focus; what a field holds is marked when the focus comes to it, and so is replaced.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn keys(&self, text: &str) -> Result<(), BrowserError> {
        let strokes: Vec<Value> = text
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|stroke| json!({ "type": stroke, "value": key })))
            .collect();
        let asked = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.session.post("actions", &asked).await.map(drop)
    }

    /// The name of what has the focus, for which a ring must be seen around it.
    async fn focused(&self) -> Result<String, BrowserError> {
        let script = "
            const at = document.activeElement;
            if (!at || at === document.body) return { name: '', seen: true };
            const text = at.ariaLabel || (at.labels?.length ? at.labels[0] : at).textContent;
            const ring = getComputedStyle(at);
            return {
                name: text.trim().replace(/\\s+/g, ' '),
                seen: ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2,
            };";
        self.is_loaded().await?;
        let focus = self.session.run(script).await?;
        let name = text_of(&focus["name"]);
        if focus["seen"] == true { Ok(name) } else { Err(BrowserError::FocusUnseen(name)) }
    }
}
