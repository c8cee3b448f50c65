//! A page as a person finds it: address, text, links and forms.

use std::fmt;

use url::Url;

use super::{
    form::{Button, Control, Form, Kind},
    html::{Tag, Token, tokens},
};

/// A page that the browser has open.
#[derive(Clone)]
pub struct Page {
    address: Url,
    status: u16,
    body: String,
    text: String,
    links: Vec<Link>,
    forms: Vec<Form>,
}

#[derive(Clone)]
struct Link {
    label: String,
    target: String,
}

impl Page {
    pub(crate) fn read(address: Url, status: u16, body: String) -> Self {
        let Reading { text, links, forms, .. } = Reading::of(&body);
        Self { address, status, text: squeezed(&text), links, forms, body }
    }

    /// The address, with whatever secrets its query holds.
    pub fn url(&self) -> &str {
        self.address.as_str()
    }

    /// The value of a parameter of the address's query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.address.query_pairs().find(|(given, _)| given == name).map(|(_, value)| value.into_owned())
    }

    /// The HTTP status with which the page came.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The page as it was sent.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What a person reads, with single spaces.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The forms, in order.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    pub(crate) fn forms_mut(&mut self) -> &mut [Form] {
        &mut self.forms
    }

    pub(crate) fn address(&self) -> &Url {
        &self.address
    }

    pub(crate) fn link(&self, label: &str) -> Option<&str> {
        self.links.iter().find(|link| link.label.eq_ignore_ascii_case(label)).map(|link| link.target.as_str())
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("origin", &self.address.origin().ascii_serialization())
            .field("path", &self.address.path())
            .field("status", &self.status)
            .field("text", &self.text)
            .finish_non_exhaustive()
    }
}

/// What was read so far, and what is still open.
#[derive(Default)]
struct Reading {
    text: String,
    links: Vec<Link>,
    forms: Vec<Form>,
    in_form: bool,
    open: Option<Open>,
    select: Option<Select>,
}

/// An element whose text matters, and where its text began.
struct Open {
    tag: Tag,
    from: usize,
}

/// A list to choose from.
struct Select {
    name: String,
    chosen: Option<String>,
    first: Option<String>,
}

impl Reading {
    fn of(body: &str) -> Self {
        let mut reading = Self::default();
        for token in tokens(body) {
            match token {
                Token::Text(text) => reading.text.push_str(&text),
                Token::Open(tag) => reading.opened(tag),
                Token::Close(name) => reading.closed(&name),
            }
        }
        reading
    }

    fn opened(&mut self, tag: Tag) {
        match tag.name.as_str() {
            "form" => {
                self.forms.push(Form::open(&tag));
                self.in_form = true;
            }
            "input" if !tag.has("disabled") => {
                if let Some(form) = self.form() {
                    form.input(&tag);
                }
            }
            "select" => self.select = Some(Select { name: tag.text("name"), chosen: None, first: None }),
            "option" => {
                if let Some(select) = &mut self.select {
                    let value = tag.text("value");
                    if tag.has("selected") {
                        select.chosen = Some(value.clone());
                    }
                    select.first.get_or_insert(value);
                }
            }
            "a" | "button" | "textarea" | "title" => self.open = Some(Open { tag, from: self.text.len() }),
            "br" | "p" | "div" | "li" | "td" | "th" | "h1" | "h2" | "h3" | "label" | "code" => {
                self.text.push(' ');
            }
            _ => {}
        }
    }

    fn closed(&mut self, name: &str) {
        match name {
            "form" => self.in_form = false,
            "select" => {
                if let Some(Select { name, chosen, first }) = self.select.take()
                    && let Some(form) = self.form()
                {
                    let value = chosen.or(first).unwrap_or_default();
                    form.control(Control { name, value, kind: Kind::Text });
                }
            }
            _ => {
                if let Some(Open { tag, from }) = self.open.take_if(|open| open.tag.name == name) {
                    let inner = self.text[from..].to_owned();
                    self.element(&tag, &inner);
                }
                self.text.push(' ');
            }
        }
    }

    /// Takes up an element whose text has been read.
    fn element(&mut self, tag: &Tag, inner: &str) {
        let label = squeezed(inner);
        match tag.name.as_str() {
            "a" => self.links.push(Link { label, target: tag.text("href") }),
            "button" if !tag.has("disabled") => {
                let sends = !matches!(tag.get("type"), Some("button" | "reset"));
                if let Some(form) = self.form().filter(|_| sends) {
                    form.button(Button { name: tag.text("name"), value: tag.text("value"), label });
                }
            }
            "textarea" if !tag.has("disabled") => {
                if let Some(form) = self.form() {
                    form.control(Control {
                        name: tag.text("name"),
                        value: inner.to_owned(),
                        kind: Kind::Text,
                    });
                }
            }
            _ => {}
        }
    }

    fn form(&mut self) -> Option<&mut Form> {
        self.forms.last_mut().filter(|_| self.in_form)
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::Page;

    fn page(body: &str) -> Page {
        let address = Url::parse("http://127.0.0.1:4000/a?b=c").unwrap_or_else(|error| panic!("{error}"));
        Page::read(address, 200, body.to_owned())
    }

    #[test]
    fn a_form_sends_what_a_browser_would_send() {
        let page = page(
            "<form method=post action=/go><input type=hidden name=csrf value=1>\
             <input name=email value='a@b'><input type=checkbox name=s value=x checked>\
             <input type=checkbox name=s value=y><textarea name=note>two\nlines</textarea>\
             <select name=stage><option value=1>One<option value=2 selected>Two</select>\
             <input name=off value=1 disabled><button name=d value=yes>Go  on</button>\
             <button name=d value=no>Stop</button><button type=button>Help</button></form>",
        );
        let form = &page.forms()[0];
        assert!(form.is_post());
        assert_eq!(form.action(), "/go");
        assert_eq!(form.buttons().collect::<Vec<_>>(), ["Go on", "Stop"]);
        assert_eq!(form.boxes("s"), ["x", "y"]);
        assert_eq!(form.body(Some("Go on")), "csrf=1&email=a%40b&s=x&note=two%0Alines&stage=2&d=yes");
        assert_eq!(form.body(Some("no")), "csrf=1&email=a%40b&s=x&note=two%0Alines&stage=2&d=no");
    }

    #[test]
    fn text_and_links_are_what_a_person_sees() {
        let page = page(
            "<title>T</title><style>p{}</style><p>Hello,\n <b>you</b></p><a href='/x?a=1&amp;b=2'>Next</a>",
        );
        assert_eq!(page.text(), "T Hello, you Next");
        assert_eq!(page.link("next"), Some("/x?a=1&b=2"));
        assert_eq!(page.parameter("b").as_deref(), Some("c"));
    }
}
