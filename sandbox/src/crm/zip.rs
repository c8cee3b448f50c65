//! A zip archive of one file, stored as it is: just what the download of a bulk job is.
//!
//! The format is that of PKWARE's APPNOTE, sections 4.3.6 to 4.3.16.

/// The version that a reader needs for a stored file, and the flag that the name is UTF-8.
const VERSION: u16 = 20;
const UTF8: u16 = 1 << 11;

/// The first day that the format knows, so that the same file gives the same archive.
const FIRST_OF_JANUARY_1980: u16 = 0b10_0001;

/// The archive; `None` if the file is too long for one.
pub(crate) fn archive(name: &str, content: &[u8]) -> Option<Vec<u8>> {
    let size = u32::try_from(content.len()).ok()?;
    let name_length = u16::try_from(name.len()).ok()?;

    let mut entry = Vec::new();
    for half in [VERSION, UTF8, 0, 0, FIRST_OF_JANUARY_1980] {
        entry.extend(half.to_le_bytes());
    }
    for word in [checksum(content), size, size] {
        entry.extend(word.to_le_bytes());
    }
    entry.extend(name_length.to_le_bytes());
    entry.extend(0_u16.to_le_bytes());

    let mut archive = b"PK\x03\x04".to_vec();
    archive.extend(&entry);
    archive.extend(name.as_bytes());
    archive.extend(content);

    let directory = u32::try_from(archive.len()).ok()?;
    archive.extend(b"PK\x01\x02");
    archive.extend(VERSION.to_le_bytes());
    archive.extend(&entry);
    // No comment, the first disk, no attributes, and the file begins where the archive does.
    archive.extend([0; 14]);
    archive.extend(name.as_bytes());

    let directory_size = u32::try_from(archive.len()).ok()? - directory;
    archive.extend(b"PK\x05\x06");
    for half in [0_u16, 0, 1, 1] {
        archive.extend(half.to_le_bytes());
    }
    archive.extend(directory_size.to_le_bytes());
    archive.extend(directory.to_le_bytes());
    archive.extend(0_u16.to_le_bytes());
    Some(archive)
}

/// CRC-32 of ISO 3309, bit by bit: the files are small.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        let mixed = crc ^ u32::from(*byte);
        (0..8).fold(mixed, |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
        assert_eq!(checksum(b""), 0);
    }
}
