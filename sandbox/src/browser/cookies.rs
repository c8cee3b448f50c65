//! Cookies, kept per host and port.

use std::collections::HashMap;

use reqwest::{
    Method,
    header::{HeaderMap, SET_COOKIE},
};
use url::Url;

/// The cookies of all origins.
#[derive(Clone, Default)]
pub(crate) struct Jar {
    by_origin: HashMap<String, Vec<Cookie>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Cookie {
    name: String,
    value: String,
    path: String,
    same_site: SameSite,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SameSite {
    Strict,
    Lax,
    None,
}

impl Jar {
    pub(crate) fn store(&mut self, url: &Url, headers: &HeaderMap) {
        let cookies = self.by_origin.entry(origin(url)).or_default();
        for line in headers.get_all(SET_COOKIE) {
            let Some((cookie, is_over)) = line.to_str().ok().and_then(Cookie::read) else { continue };
            cookies.retain(|kept| (&kept.name, &kept.path) != (&cookie.name, &cookie.path));
            if !is_over {
                cookies.push(cookie);
            }
        }
    }

    /// The `Cookie` header of a navigation to this address.
    pub(crate) fn header(&self, url: &Url, method: &Method, same_site: bool) -> Option<String> {
        let sent: Vec<_> = self
            .by_origin
            .get(&origin(url))?
            .iter()
            .filter(|cookie| cookie.matches(url.path()))
            .filter(|cookie| match cookie.same_site {
                SameSite::Strict => same_site,
                SameSite::Lax => same_site || *method == Method::GET,
                SameSite::None => true,
            })
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!sent.is_empty()).then(|| sent.join("; "))
    }
}

impl Cookie {
    /// The cookie of a `Set-Cookie` line, and whether the line deletes it.
    fn read(line: &str) -> Option<(Self, bool)> {
        let mut parts = line.split(';').map(str::trim);
        let (name, value) = parts.next()?.split_once('=')?;
        let mut cookie = Self {
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
            path: "/".to_owned(),
            same_site: SameSite::Lax,
        };
        let mut is_over = false;
        for part in parts {
            let (attribute, value) = part.split_once('=').unwrap_or((part, ""));
            match attribute.to_ascii_lowercase().as_str() {
                "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
                "max-age" => is_over = value.parse::<i64>().is_ok_and(|seconds| seconds <= 0),
                // Servers that delete a cookie by its date take the beginning of time.
                "expires" => is_over |= value.contains(" 1970 "),
                "samesite" if value.eq_ignore_ascii_case("strict") => cookie.same_site = SameSite::Strict,
                "samesite" if value.eq_ignore_ascii_case("none") => cookie.same_site = SameSite::None,
                _ => {}
            }
        }
        Some((cookie, is_over))
    }

    fn matches(&self, path: &str) -> bool {
        path.strip_prefix(&self.path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || self.path.ends_with('/'))
    }
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use reqwest::{
        Method,
        header::{HeaderMap, HeaderValue, SET_COOKIE},
    };
    use url::Url;

    use super::Jar;

    fn check(lines: &[&'static str], url: &str, method: &Method, same_site: bool, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(SET_COOKIE, HeaderValue::from_static(line));
        }
        let mut jar = Jar::default();
        let read = |text: &str| Url::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        jar.store(&read("http://127.0.0.1:4000/"), &headers);
        assert_eq!(jar.header(&read(url), method, same_site).as_deref(), expected);
    }

    #[test]
    fn cookies_go_back_to_their_own_host_and_port() {
        let lines = ["a=1; HttpOnly", "b=2; Path=/deep"];
        check(&lines, "http://127.0.0.1:4000/", &Method::GET, true, Some("a=1"));
        check(&lines, "http://127.0.0.1:4000/deep/er", &Method::GET, true, Some("a=1; b=2"));
        check(&lines, "http://127.0.0.1:4001/", &Method::GET, true, None);
    }

    #[test]
    fn a_later_line_replaces_or_deletes() {
        check(&["a=1", "a=2"], "http://127.0.0.1:4000/", &Method::GET, true, Some("a=2"));
        check(&["a=1", "a=; Max-Age=0"], "http://127.0.0.1:4000/", &Method::GET, true, None);
    }

    #[test]
    fn same_site_decides_what_another_site_can_make_us_send() {
        let lines = ["s=1; SameSite=Strict", "l=1; SameSite=Lax", "n=1; SameSite=None"];
        let url = "http://127.0.0.1:4000/";
        check(&lines, url, &Method::GET, true, Some("s=1; l=1; n=1"));
        check(&lines, url, &Method::GET, false, Some("l=1; n=1"));
        check(&lines, url, &Method::POST, false, Some("n=1"));
    }
}
