//! HTML as a list of tags and texts: enough of it to find forms and links in pages that programs write.

/// One piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Open(Tag),
    Close(String),
    Text(String),
}

/// An opening tag, its name and attributes in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    pub(crate) fn has(&self, attribute: &str) -> bool {
        self.get(attribute).is_some()
    }

    /// The attribute, or nothing at all.
    pub(crate) fn text(&self, attribute: &str) -> String {
        self.get(attribute).unwrap_or_default().to_owned()
    }
}

/// Reads a page. What is not a tag is text; nothing is an error.
pub(crate) fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let start = rest.find('<').unwrap_or(rest.len());
        if start > 0 {
            tokens.push(Token::Text(decoded(&rest[..start])));
            rest = &rest[start..];
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            rest = after(comment, "-->");
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = after(rest, ">");
        } else if let Some(closing) = rest.strip_prefix("</") {
            let name = closing.split('>').next().unwrap_or_default();
            tokens.push(Token::Close(name.trim().to_ascii_lowercase()));
            rest = after(closing, ">");
        } else if rest[1..].starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, after_tag) = open_tag(&rest[1..]);
            rest = after_tag;
            let is_raw = matches!(tag.name.as_str(), "script" | "style");
            let end = format!("</{}", tag.name);
            tokens.push(Token::Open(tag));
            if is_raw {
                rest = &rest[rest.find(&end).unwrap_or(rest.len())..];
            }
        } else {
            tokens.push(Token::Text("<".to_owned()));
            rest = &rest[1..];
        }
    }
    tokens
}

/// Reads `name attribute="value" … >` and gives what follows it.
fn open_tag(text: &str) -> (Tag, &str) {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
    let (name, mut rest) = text.split_at(text.find(is_end).unwrap_or(text.len()));
    let mut tag = Tag { name: name.to_ascii_lowercase(), attributes: Vec::new() };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest.find(|c: char| is_end(c) || c == '=').unwrap_or(rest.len());
        // A stray `=` in front of a name would otherwise be read for ever.
        let end = end.max(1);
        let (attribute, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => attribute_value(after.trim_start()),
            None => ("", after),
        };
        tag.attributes.push((attribute.to_ascii_lowercase(), decoded(value)));
        rest = after;
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len()))
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// The text with its character references resolved.
fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        decoded.push_str(before);
        let known = reference.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let (character, after) = known.unwrap_or(('&', reference));
        decoded.push(character);
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "hellip" => Some('…'),
        "middot" => Some('·'),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    fn texts(html: &str) -> String {
        let text = |token| match token {
            Token::Text(text) => Some(text),
            Token::Open(_) | Token::Close(_) => None,
        };
        tokens(html).into_iter().filter_map(text).collect()
    }

    #[test]
    fn texts_are_decoded_and_scripts_are_not_texts() {
        assert_eq!(texts("a &amp; b&#39;s &#x3c;c&gt; &unknown; &"), "a & b's <c> &unknown; &");
        assert_eq!(texts("x<script>if (a < b) { \"</p>\" }</script><!-- <p> -->y < z"), "xy < z");
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let read = tokens("<INPUT Type=checkbox name='a b' value=\"&quot;1&quot;\" checked/>");
        let [Token::Open(tag)] = read.as_slice() else { panic!("one tag was expected, not {read:?}") };
        assert_eq!(tag.name, "input");
        assert_eq!(tag.get("type"), Some("checkbox"));
        assert_eq!(tag.get("name"), Some("a b"));
        assert_eq!(tag.get("value"), Some("\"1\""));
        assert!(tag.has("checked"));
        assert!(!tag.has("disabled"));
    }

    #[test]
    fn torn_pages_are_read_to_their_end() {
        for torn in ["<", "<a", "<a href=", "<a href='x", "</", "<!--", "<a =", "<script>", "&#x;"] {
            tokens(torn);
        }
    }
}
