//! A long upload that is refused before its body is read: over HTTP/1, whoever still sends must get the answer.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use tests::stage::{Outcome, SOON, Stage};
use tokio::task::spawn_blocking;

const MIB: usize = 1024 * 1024;

/// Sends `length` bytes in the time a line takes for them, and what `header` says of them, and reads the first line of the
/// answer only then.
async fn upload(stage: &Stage, header: String, length: usize) -> Outcome<String> {
    let address = stage.url("").trim_start_matches("http://").to_owned();
    let head = format!(
        "POST /checked HTTP/1.1\r\nHost: {address}\r\nCookie: user=mia\r\nSec-Fetch-Site: same-origin\r\n{header}\r\n\r\n"
    );
    let uploading = spawn_blocking(move || {
        let mut connection = TcpStream::connect(address)?;
        connection.set_read_timeout(Some(SOON))?;
        connection.write_all(head.as_bytes())?;
        let piece = vec![b'x'; 64 * 1024];
        for _ in 0..length / piece.len() {
            connection.write_all(&piece)?;
            thread::sleep(Duration::from_micros(200));
        }
        let mut line = String::new();
        BufReader::new(connection).read_line(&mut line)?;
        Ok::<_, io::Error>(line.trim_end().to_owned())
    });
    Ok(uploading.await??)
}

#[tokio::test]
async fn a_long_upload_gets_its_answer_whatever_has_sent_it() -> Outcome {
    let stage = Stage::set().await?;
    stage.person("mia").await?;
    for (mode, length, answer) in [
        ("navigate", MIB / 2, "HTTP/1.1 303 See Other"),
        ("navigate", 30 * MIB, "HTTP/1.1 303 See Other"),
        ("cors", MIB / 2, "HTTP/1.1 403 Forbidden"),
        ("cors", 30 * MIB, "HTTP/1.1 403 Forbidden"),
    ] {
        let header = format!("Sec-Fetch-Mode: {mode}\r\nContent-Length: {length}");
        assert_eq!(upload(&stage, header, length).await?, answer, "{mode} {length}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_not_read_on_is_answered_at_once() -> Outcome {
    let stage = Stage::set().await?;
    stage.person("mia").await?;
    for header in
        [format!("Content-Length: {}", 65 * MIB), format!("Content-Length: {MIB}\r\nExpect: 100-continue")]
    {
        assert_eq!(upload(&stage, header.clone(), 0).await?, "HTTP/1.1 403 Forbidden", "{header}");
    }
    Ok(())
}
