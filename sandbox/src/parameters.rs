//! The parameters of a request, wherever a client put them: query, urlencoded body or multipart body.
//!
//! Zoho documents its token parameters as query parameters, its SDKs send them in either kind of body, and the server
//! takes all three alike.

use url::form_urlencoded;

/// Parameters in the order of arrival: those of the query, then those of the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    pairs: Vec<(String, String)>,
}

impl Parameters {
    pub(crate) fn read(query: Option<&str>, content_type: Option<&str>, body: &[u8]) -> Self {
        let mut pairs = urlencoded(query.unwrap_or_default().as_bytes());
        let content_type = content_type.unwrap_or_default();
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        // curl's `-d` sends JSON as a form, unless it is told otherwise.
        let looks_like_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'['));
        if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") && !looks_like_json {
            pairs.extend(urlencoded(body));
        } else if kind.eq_ignore_ascii_case("multipart/form-data")
            && let Some(boundary) = boundary(content_type)
        {
            pairs.extend(multipart(boundary, body));
        }
        Self { pairs }
    }

    /// The first value of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(given, _)| *given == name).map(|(_, value)| value)
    }

    /// The first value of that name, or nothing at all.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Every value of that name: one per ticked box.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn urlencoded(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

pub(crate) fn boundary(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })
}

/// The fields of a multipart body; files, which are no parameters, and what is torn are left out.
fn multipart(boundary: &str, body: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(body);
    let delimiter = format!("--{boundary}");
    text.split(delimiter.as_str()).skip(1).filter_map(field).collect()
}

fn field(part: &str) -> Option<(String, String)> {
    let (head, value) = part.strip_prefix("\r\n")?.split_once("\r\n\r\n")?;
    let name = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(header, _)| header.trim().eq_ignore_ascii_case("content-disposition"))
        .filter(|(_, disposition)| !disposition.contains("filename"))
        .and_then(|(_, disposition)| {
            disposition.split(';').find_map(|parameter| parameter.trim().strip_prefix("name="))
        })?;
    Some((name.trim_matches('"').to_owned(), value.strip_suffix("\r\n")?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Parameters;

    fn check(query: &str, content_type: &str, body: &str, expected: &[(&str, &str)]) {
        let read = Parameters::read(Some(query), Some(content_type), body.as_bytes());
        assert_eq!(read.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_query_of_zohos_node_sdk_ends_with_an_ampersand() {
        check("module=Leads&", "", "", &[("module", "Leads")]);
    }

    #[test]
    fn query_and_urlencoded_body_are_read_alike() {
        let form = "application/x-www-form-urlencoded;charset=UTF-8";
        check("code=1", form, "scope=a%2Cb&x=+", &[("code", "1"), ("scope", "a,b"), ("x", " ")]);
    }

    #[test]
    fn multipart_fields_are_read_with_their_values_as_they_stand() {
        let body = "--edge\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\n1000.A\r\n\
                    --edge\r\nContent-Disposition: form-data; name=\"code\"\r\nContent-Type: text/plain\r\n\r\nx\r\ny\r\n\
                    --edge--\r\n";
        check("", "multipart/form-data; boundary=edge", body, &[("client_id", "1000.A"), ("code", "x\r\ny")]);
    }

    #[test]
    fn a_torn_multipart_body_loses_only_the_torn_field() {
        let body = "--e\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--e\r\nContent-Dispo";
        check("", "multipart/form-data; boundary=\"e\"", body, &[("a", "1")]);
    }

    #[test]
    fn a_file_is_no_parameter() {
        let body =
            "--e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n1\r\n--e--";
        check("", "multipart/form-data; boundary=e", body, &[]);
    }

    #[test]
    fn a_json_body_holds_no_parameters() {
        check("", "application/json", "{\"a\":1}", &[]);
        check("b=2", "application/x-www-form-urlencoded", " {\"a\":1}", &[("b", "2")]);
    }
}
