//! PDF's values, read and written. Numbers and texts stay as they were written. Source: ISO
//! 32000-1, 7.3.

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A number, `true`, `false` or `null`, as written.
    Plain(Vec<u8>),
    /// A name with its `/`, as written.
    Name(Vec<u8>),
    /// A text with its `(` or `<`, as written.
    Text(Vec<u8>),
    /// A reference to an object.
    Ref(u32),
    /// An array.
    List(Vec<Value>),
    /// A dictionary in the order it was written.
    Dict(Dict),
}

/// A dictionary: names without their `/`.
pub(super) type Dict = Vec<(Vec<u8>, Value)>;

/// The deepest that values are read within each other: no file of ours comes near.
const DEEPEST: usize = 64;

impl Value {
    /// A name.
    pub(super) fn name(name: &str) -> Self {
        Self::Name(format!("/{name}").into_bytes())
    }

    /// A whole number.
    pub(super) fn number(number: usize) -> Self {
        Self::Plain(number.to_string().into_bytes())
    }

    /// A text of plain ASCII.
    pub(super) fn ascii(text: &str) -> Self {
        let mut out = vec![b'('];
        for byte in text.bytes() {
            if matches!(byte, b'(' | b')' | b'\\') {
                out.push(b'\\');
            }
            out.push(byte);
        }
        out.push(b')');
        Self::Text(out)
    }

    /// A text for people, of any letters.
    pub(super) fn text(text: &str) -> Self {
        let hex =
            text.encode_utf16().fold("<FEFF".to_owned(), |hex, unit| format!("{hex}{unit:04X}"));
        Self::Text(format!("{hex}>").into_bytes())
    }

    /// The whole number that it is.
    pub(super) fn as_number(&self) -> Option<usize> {
        let Self::Plain(text) = self else { return None };
        std::str::from_utf8(text).ok()?.parse().ok()
    }

    /// The object that it refers to.
    pub(super) fn as_ref(&self) -> Option<u32> {
        if let Self::Ref(id) = self { Some(*id) } else { None }
    }

    /// Its entries.
    pub(super) fn as_dict(&self) -> Option<&Dict> {
        if let Self::Dict(dict) = self { Some(dict) } else { None }
    }

    /// Its values.
    pub(super) fn as_list(&self) -> Option<&[Value]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// Calls `visit` on every reference within.
    pub(super) fn references(&self, visit: &mut impl FnMut(u32)) {
        match self {
            Self::Ref(id) => visit(*id),
            Self::List(list) => list.iter().for_each(|value| value.references(visit)),
            Self::Dict(dict) => dict.iter().for_each(|(_, value)| value.references(visit)),
            Self::Plain(_) | Self::Name(_) | Self::Text(_) => {}
        }
    }

    /// Writes it.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Plain(text) => {
                // Numbers need something between them; brackets and names don't.
                if out
                    .last()
                    .is_some_and(|last| !is_delimiter(*last) && !last.is_ascii_whitespace())
                {
                    out.push(b' ');
                }
                out.extend_from_slice(text);
            }
            Self::Name(text) | Self::Text(text) => out.extend_from_slice(text),
            Self::Ref(id) => Self::Plain(format!("{id} 0 R").into_bytes()).write(out),
            Self::List(list) => {
                out.push(b'[');
                for value in list {
                    value.write(out);
                }
                out.push(b']');
            }
            Self::Dict(dict) => {
                out.extend_from_slice(b"<<");
                for (name, value) in dict {
                    out.push(b'/');
                    out.extend_from_slice(name);
                    value.write(out);
                }
                out.extend_from_slice(b">>");
            }
        }
    }
}

/// The value under a name.
pub(super) fn get<'d>(dict: &'d Dict, name: &str) -> Option<&'d Value> {
    dict.iter().find(|(own, _)| own == name.as_bytes()).map(|(_, value)| value)
}

/// Puts a value under a name, in place of what is there.
pub(super) fn set(dict: &mut Dict, name: &str, value: Value) {
    match dict.iter_mut().find(|(own, _)| own == name.as_bytes()) {
        Some((_, old)) => *old = value,
        None => dict.push((name.as_bytes().to_vec(), value)),
    }
}

/// True where the name says the dictionary's type or the like.
pub(super) fn is(dict: &Dict, name: &str, value: &str) -> bool {
    matches!(get(dict, name), Some(Value::Name(own)) if own.strip_prefix(b"/") == Some(value.as_bytes()))
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Reads values from bytes.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    pub(super) at: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        self.at +=
            self.rest().iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
    }

    /// Takes a word, if it is next.
    pub(super) fn word(&mut self, word: &str) -> Option<()> {
        self.blanks();
        self.rest().starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    /// Takes what is not blank and no bracket.
    fn token(&mut self) -> &'b [u8] {
        let rest = self.rest();
        let length = rest
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace() && !is_delimiter(**byte))
            .count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Takes a whole number.
    pub(super) fn number(&mut self) -> Option<usize> {
        self.blanks();
        std::str::from_utf8(self.token()).ok()?.parse().ok()
    }

    /// Takes a value.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        self.blanks();
        let rest = self.rest();
        match rest.first()? {
            b'<' if rest.starts_with(b"<<") => {
                self.at += 2;
                let mut dict = Dict::new();
                while self.word(">>").is_none() {
                    self.word("/")?;
                    let name = self.token().to_vec();
                    dict.push((name, self.nested(depth + 1)?));
                }
                Some(Value::Dict(dict))
            }
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                while self.word("]").is_none() {
                    list.push(self.nested(depth + 1)?);
                }
                Some(Value::List(list))
            }
            b'<' => {
                let length = rest.iter().position(|byte| *byte == b'>')? + 1;
                self.at += length;
                Some(Value::Text(rest.get(..length)?.to_vec()))
            }
            b'(' => {
                let length = closing(rest)?;
                self.at += length;
                Some(Value::Text(rest.get(..length)?.to_vec()))
            }
            b'/' => {
                self.at += 1;
                let name = self.token();
                Some(Value::Name([b"/", name].concat()))
            }
            _ => {
                let text = self.token().to_vec();
                let value = Value::Plain(text);
                let back = self.at;
                if let Some(id) = value.as_number()
                    && self.number().is_some()
                    && self.word("R").is_some()
                {
                    return Some(Value::Ref(u32::try_from(id).ok()?));
                }
                self.at = back;
                matches!(&value, Value::Plain(text) if !text.is_empty()).then_some(value)
            }
        }
    }
}

/// How long a text in round brackets is.
fn closing(text: &[u8]) -> Option<usize> {
    let mut depth = 0;
    let mut escaped = false;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_as_it_was() {
        for text in [
            "<</Type/Page/Kids[204 0 R 205 0 R]/Box[0 0 595.2756 -841.8898]/T(a\\)b(c))/H<FEFF00E6>/E[]/D<<>>/N null/B true>>",
            "[1 2 0 R 3 -4.5/Name(x)<00>[1 2]]",
        ] {
            let value = Reader::new(text.as_bytes(), 0).value().unwrap();
            let mut out = Vec::new();
            value.write(&mut out);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }

    #[test]
    fn what_is_cut_short_is_nothing() {
        for text in ["", "<<", "<</A", "[1 2", "(a", "<00", "<</A 1]", "]"] {
            assert_eq!(Reader::new(text.as_bytes(), 0).value(), None, "{text}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(Reader::new(deep.as_bytes(), 0).value(), None);
    }
}
