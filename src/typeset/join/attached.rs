//! What a PDF has attached, taken out of it again.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::part::{Object, Part};
use super::value::{Dict, Value, get, is};
use crate::limit;

/// An attached file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// What it is said to be.
    pub description: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The files that are attached to a PDF, in the order of their names; `None` where it is not as ours
/// are, or they are more than a project can have.
pub(super) fn all(pdf: &[u8]) -> Option<Vec<Attached>> {
    let part = Part::read(pdf)?;
    let Some(names) = part.dict(&part.catalog()?, "Names") else { return Some(Vec::new()) };
    let Some(files) = part.dict(&names, "EmbeddedFiles") else { return Some(Vec::new()) };
    let files = part.tree(&files, "Names")?;
    let (mut room, mut out) = (limit::PROJECT.most, Vec::new());
    for (_, file) in &files {
        let own = one(&part, file, limit::FILE.most.min(room))?;
        room -= own.bytes.len();
        out.push(own);
    }
    Some(out)
}

fn one(part: &Part<'_>, file: &Value, most: usize) -> Option<Attached> {
    let Value::Dict(file) = part.resolved(file)? else { return None };
    let Value::Text(description) = part.resolved(get(&file, "Desc")?)? else { return None };
    let content = part.object(get(&part.dict(&file, "EF")?, "F")?.as_ref()?)?;
    Some(Attached { description: words(&description)?, bytes: plain(&content, most)? })
}

/// What a stream holds.
fn plain(stream: &Object<'_>, most: usize) -> Option<Vec<u8>> {
    let dict: &Dict = stream.value.as_dict()?;
    let data = stream.data?;
    let bytes = if get(dict, "Filter").is_none() {
        data.to_vec()
    } else if is(dict, "Filter", "FlateDecode") {
        let mut bytes = Vec::new();
        let read = ZlibDecoder::new(data).take(most as u64 + 1).read_to_end(&mut bytes);
        read.ok().map(|_| bytes)?
    } else {
        return None;
    };
    (bytes.len() <= most).then_some(bytes)
}

/// A text for people. Source: ISO 32000-1, 7.3.4 and 7.9.2.
fn words(text: &[u8]) -> Option<String> {
    let bytes = match text {
        [b'<', hex @ .., b'>'] => of_hex(hex)?,
        [b'(', escaped @ .., b')'] => unescaped(escaped)?,
        _ => return None,
    };
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16(&units.collect::<Vec<u16>>()).ok()
        }
        // Ours are plain ASCII where they are not wide.
        None => String::from_utf8(bytes).ok().filter(|text| text.is_ascii()),
    }
}

fn of_hex(hex: &[u8]) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> =
        hex.iter().map(|digit| char::from(*digit).to_digit(16)).collect();
    let pairs = digits?;
    pairs.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair.get(1).copied()?).ok()).collect()
}

fn unescaped(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        out.push(match rest.next()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            digit @ b'0'..=b'7' => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(next) = rest.next_if(|next| (b'0'..=b'7').contains(next)) else {
                        break;
                    };
                    value = value * 8 + u32::from(next - b'0');
                }
                u8::try_from(value).ok()?
            }
            other => other,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_pdf_writes_them() {
        let plain = |text: &str| words(text.as_bytes());
        assert_eq!(plain(r"(a \(b\) \\ \101\7)").as_deref(), Some("a (b) \\ A\u{7}"));
        assert_eq!(plain("<FEFF00E60041>").as_deref(), Some("æA"));
        assert_eq!(words(b"(\xfe\xff\0A)").as_deref(), Some("A"));
        for broken in ["", "(", "(\\)", "<0>", "<FEFFD800>", "<xx>", "(\\777)"] {
            assert_eq!(plain(broken), None, "{broken}");
        }
    }

    #[test]
    fn what_is_no_pdf_of_ours_is_refused() {
        for bytes in [&b""[..], b"%PDF-1.7", b"startxref\n0\n%%EOF", &[0xff; 64]] {
            assert_eq!(all(bytes), None);
        }
    }
}
