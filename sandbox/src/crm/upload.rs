//! The file in a multipart body, byte for byte.

use axum::body::Bytes;

use crate::parameters::boundary;

/// A file that a client sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) content: Bytes,
}

impl Upload {
    /// The first part that has a file name; `None` if there is none, or the body is torn.
    pub(crate) fn read(content_type: &str, body: &Bytes) -> Option<Self> {
        let delimiter = format!("--{}", boundary(content_type)?);
        let delimiter = delimiter.as_bytes();
        let mut start = find(body, delimiter)? + delimiter.len();
        loop {
            // The last delimiter has two hyphens behind it and no part.
            let length = find(&body[start..], &[b"\r\n", delimiter].concat())?;
            if let Some(upload) = Self::part(&body.slice(start..start + length)) {
                return Some(upload);
            }
            start += length + 2 + delimiter.len();
        }
    }

    fn part(part: &Bytes) -> Option<Self> {
        let end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&part[..end]).into_owned();
        Some(Self { name: file_name(&head)?, content: part.slice(end + 4..) })
    }
}

/// The name without folders, which browsers of old sent too.
fn file_name(head: &str) -> Option<String> {
    let (_, after) = head.split_once("filename=")?;
    let name = match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => after.split([';', '\r', ' ']).next()?,
    };
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    (!name.is_empty()).then(|| name.to_owned())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::Upload;

    #[track_caller]
    fn check(body: &'static [u8], expected: Option<(&str, &'static [u8])>) {
        let expected = expected
            .map(|(name, content)| Upload { name: name.to_owned(), content: Bytes::from_static(content) });
        let read = Upload::read("multipart/form-data; boundary=edge", &Bytes::from_static(body));
        assert_eq!(read, expected);
    }

    #[test]
    fn a_file_is_read_byte_for_byte() {
        let body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.bin\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n\x00\xff\r\n--edg\r\n\r\n--edge--\r\n";
        check(body, Some(("a b.bin", b"\x00\xff\r\n--edg\r\n")));
    }

    #[test]
    fn other_parts_are_passed_over_and_folders_are_left_out() {
        let body = b"--edge\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n\
                     --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"\r\n\r\n\r\n--edge--";
        check(body, Some(("passwd", b"")));
    }

    #[test]
    fn a_body_without_a_file_has_none() {
        check(b"", None);
        check(b"--edge\r\n\r\n", None);
        check(b"--edge--\r\n", None);
        check(b"--edge\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--edge--", None);
        check(b"--edge\r\nContent-Disposition: form-data; filename=\"torn\"\r\n\r\n1", None);
    }
}
