//! Forms: what can be filled in, and what is sent.

use url::form_urlencoded;

use super::html::Tag;

/// A form of a page.
#[derive(Clone)]
pub struct Form {
    action: String,
    is_post: bool,
    controls: Vec<Control>,
    buttons: Vec<Button>,
}

#[derive(Clone)]
pub(crate) struct Control {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Fields that a person types into, and lists to choose from.
    Text,
    Hidden,
    Box {
        ticked: bool,
    },
}

/// What sends a form.
#[derive(Clone)]
pub(crate) struct Button {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) label: String,
}

impl Form {
    pub(crate) fn open(tag: &Tag) -> Self {
        Self {
            action: tag.text("action"),
            is_post: tag.get("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
            controls: Vec::new(),
            buttons: Vec::new(),
        }
    }

    /// Takes up an `<input>`.
    pub(crate) fn input(&mut self, tag: &Tag) {
        let kind = match tag.text("type").to_ascii_lowercase().as_str() {
            "submit" => {
                return self.button(Button {
                    name: tag.text("name"),
                    value: tag.text("value"),
                    label: tag.text("value"),
                });
            }
            "button" | "reset" | "image" | "file" => return,
            "hidden" => Kind::Hidden,
            "checkbox" | "radio" => Kind::Box { ticked: tag.has("checked") },
            _ => Kind::Text,
        };
        let unnamed_tick = matches!(kind, Kind::Box { .. }) && !tag.has("value");
        let value = if unnamed_tick { "on".to_owned() } else { tag.text("value") };
        self.control(Control { name: tag.text("name"), value, kind });
    }

    pub(crate) fn control(&mut self, control: Control) {
        if !control.name.is_empty() {
            self.controls.push(control);
        }
    }

    pub(crate) fn button(&mut self, button: Button) {
        self.buttons.push(button);
    }

    /// Where the form is sent, as the page writes it; empty means the page's own address.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// Whether the form is sent by POST.
    pub fn is_post(&self) -> bool {
        self.is_post
    }

    /// The value of the first field of that name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.controls.iter().find(|control| control.name == name).map(|control| control.value.as_str())
    }

    /// The values of all boxes of that name, ticked or not.
    pub fn boxes(&self, name: &str) -> Vec<&str> {
        self.controls
            .iter()
            .filter(|control| control.name == name && matches!(control.kind, Kind::Box { .. }))
            .map(|control| control.value.as_str())
            .collect()
    }

    /// The texts of the buttons.
    pub fn buttons(&self) -> impl Iterator<Item = &str> {
        self.buttons.iter().map(|button| button.label.as_str())
    }

    /// Whether there is a button with this text or value.
    pub fn has_button(&self, label: &str) -> bool {
        self.buttons.iter().any(|button| button.is(label))
    }

    /// Types into a field; `false` if there is none of that name for a person to type into.
    pub(crate) fn fill(&mut self, name: &str, value: &str) -> bool {
        let field = self.controls.iter_mut().find(|field| field.name == name && field.kind == Kind::Text);
        field.map(|field| value.clone_into(&mut field.value)).is_some()
    }

    pub(crate) fn untick(&mut self, name: &str, value: &str) -> bool {
        let mut found = false;
        for control in &mut self.controls {
            if control.name == name
                && control.value == value
                && let Kind::Box { ticked } = &mut control.kind
            {
                *ticked = false;
                found = true;
            }
        }
        found
    }

    /// What is sent when this button is pressed; the first button if none is named, as the Enter key does.
    pub(crate) fn body(&self, button: Option<&str>) -> String {
        let pressed = match button {
            Some(label) => self.buttons.iter().find(|button| button.is(label)),
            None => self.buttons.first(),
        };
        let sent = self.controls.iter().filter(|control| control.kind != Kind::Box { ticked: false });
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(sent.map(|control| (&control.name, &control.value)))
            .extend_pairs(
                pressed.filter(|button| !button.name.is_empty()).map(|button| (&button.name, &button.value)),
            )
            .finish()
    }
}

impl Button {
    fn is(&self, label: &str) -> bool {
        self.label.eq_ignore_ascii_case(label) || self.value.eq_ignore_ascii_case(label)
    }
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields: Vec<_> = self.controls.iter().map(|control| &control.name).collect();
        f.debug_struct("Form").field("action", &self.action).field("fields", &fields).finish_non_exhaustive()
    }
}
