//! What a row's words say that it is: the sum of others, or a part of the one above.

use crate::table_type::TableType;

/// What a row's words say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaysIt {
    /// A sum: "I alt", "Total", "Drift i alt".
    Total,
    /// A part of a row above: "heraf pension", "- deraf drift".
    Part,
}

/// What a row's words say that it is, in a table of that type; `None` where they say nothing of it.
pub fn says(label: &str, kind: Option<&TableType>) -> Option<SaysIt> {
    let plain = label.trim_end_matches([':', '.']);
    let words = ["i alt", "ialt", "sum", "total", "samlet", "subtotal", "delsum"];
    let ends = |word: &str| {
        let start = plain.len().checked_sub(word.len());
        start.and_then(|start| plain.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let own = kind.is_some_and(|kind| plain.eq_ignore_ascii_case(kind.total));
    let is = |word: &&str| plain.eq_ignore_ascii_case(word);
    if own || words.iter().any(is) || ends(" i alt") {
        return Some(SaysIt::Total);
    }
    let part = plain.trim_start_matches(['-', '–', '—', ' ', '•']);
    ["heraf", "deraf", "herunder", "hvoraf"]
        .iter()
        .any(|word| begins(part, word))
        .then_some(SaysIt::Part)
}

/// True for words that a sum may have, and other rows too: "Samlede udgifter", "Total, drift".
pub fn may_be_a_sum(label: &str) -> bool {
    let words =
        ["samlet", "samlede", "total", "totale", "sum", "i alt", "ialt", "delsum", "delsummen"];
    words.iter().any(|word| begins(label, word))
}

/// True where a text begins with that word, in letters of either case.
fn begins(text: &str, word: &str) -> bool {
    let start = text.get(..word.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text.get(word.len()..).unwrap_or_default().starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_sum_and_of_a_part_are_known() {
        for total in ["I alt", "i alt:", "Total", "Delsum", "Drift i alt", "SUM."] {
            assert_eq!(says(total, None), Some(SaysIt::Total), "{total}");
        }
        for part in ["Heraf pension", "- heraf ledere", "– deraf drift", "heraf"] {
            assert_eq!(says(part, None), Some(SaysIt::Part), "{part}");
        }
        for neither in ["Herafter", "Summer school", "Løn", "", "Totalrenovering", "Samlet indsats"]
        {
            assert_eq!(says(neither, None), None, "{neither}");
        }
        assert!(may_be_a_sum("Samlede udgifter") && may_be_a_sum("Total, drift"));
        assert!(!may_be_a_sum("Totalrenovering") && !may_be_a_sum("Sammenlagt"));
    }
}
